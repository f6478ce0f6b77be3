/**
 * A server that plays scenarios to a client under test and judges what it does: for whoever writes a client of
 * {@code parley.v1.json}. A scenario is a script, one connection after another, on a virtual thread of its own; what a
 * client must have shown and been told in the end is said beside it. It stands alone: it knows the codec, which judges each
 * frame of the client, and nothing of the server that it plays.
 */
@NullMarked
package io.parley.conformance;

import org.jspecify.annotations.NullMarked;
