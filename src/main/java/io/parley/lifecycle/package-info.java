/**
 * Floor 3: how a node stops. Whoever wants it to stop says so to {@link io.parley.lifecycle.ShutdownVerticle}; whoever
 * owns something that must be let go in order puts a hook into the {@link io.parley.lifecycle.DrainPlan}. A hook that
 * hangs is named and passed over, so that a stop always ends within its budget.
 */
@NullMarked
package io.parley.lifecycle;

import org.jspecify.annotations.NullMarked;
