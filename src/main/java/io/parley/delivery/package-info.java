/**
 * Floor 2: the engine. A subscription is a cursor over its room's log, and one gate and one pump bring every reader every
 * entry once, in order, whatever the feed loses, doubles or reorders. It stands on ports alone: no timers, no sockets, no
 * clock of its own; of Vert.x it knows {@code Future}.
 *
 * <p>What people see of each other beside that, that they are there, type and read, is {@code Signs}: in memory on one node,
 * merged, and dropped where it would have to wait.
 */
@NullMarked
package io.parley.delivery;

import org.jspecify.annotations.NullMarked;
