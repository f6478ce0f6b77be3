/**
 * Floor 3: time. Its verticles ring the node's bells and know nothing of connections: one timer per node and concern,
 * none per connection. A bell says "look again", so a late or a lost one costs the time to the next and nothing else.
 */
@NullMarked
package io.parley.liveness;

import org.jspecify.annotations.NullMarked;
