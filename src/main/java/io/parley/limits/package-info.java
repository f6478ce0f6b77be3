/**
 * Floor 1, beside the ports: how often what may be done. A {@link io.parley.limits.Rule} names a resource, whom it binds and a
 * {@link io.parley.limits.Rate}; the {@link io.parley.limits.Limiter} holds those in force, and says to whoever comes too early
 * when it will not be. Sockets and REST ask the same one, so that nobody gets twice as much by using both.
 *
 * <p>All of it counts on one node, and forgets with it: what must hold over nodes and restarts, such as a room's slow mode,
 * the store judges. Time is a parameter, in nanoseconds of one clock that never goes back.
 */
@NullMarked
package io.parley.limits;

import org.jspecify.annotations.NullMarked;
