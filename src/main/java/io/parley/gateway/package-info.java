/**
 * Floor 3: the WebSocket channel of our own. It promises a strict RFC 6455 server: no message reaches a session that is
 * not whole, valid and of the codec's kind; frames go out in the order they were written, each connection flushed once a
 * turn of its event loop, and nothing follows Close. Memory per connection is bounded in both directions: who does not
 * read is not read from.
 *
 * <p>A connection comes in as an HTTP request ({@link io.parley.gateway.Handshake}), sheds Vert.x's handlers and lives on
 * as one Netty handler ({@link io.parley.gateway.Connection}), confined to its event loop. What stands behind it is made
 * by {@link io.parley.gateway.Sessions}.
 */
@NullMarked
package io.parley.gateway;

import org.jspecify.annotations.NullMarked;
