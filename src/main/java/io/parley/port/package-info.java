/**
 * Floor 1: what the engine asks of the world. Every port says what it promises about order, about repeating a call, and
 * about what a failure means; an adapter is any class that passes the port's contract suite.
 *
 * <p>Futures may complete on any thread; who needs a loop goes back to it through {@link io.parley.port.Loop}.
 */
@NullMarked
package io.parley.port;

import org.jspecify.annotations.NullMarked;
