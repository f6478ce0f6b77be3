/**
 * Floor 2: what the store has answered, remembered in front of it. {@link io.parley.cache.Caches} puts it over
 * {@link io.parley.port.Rooms} and {@link io.parley.port.Accounts}, and keeps their promises: what this node has changed or
 * heard of is in force at once, what other nodes have done at most a second later, whatever the feed lost meanwhile.
 *
 * <p>Three things hold that up. That a read is under way is remembered <em>before</em> it begins, so that a commit heard
 * meanwhile makes its answer no longer count. Each commit names what it changed. And each heads beat asks the store which
 * commit was its last: while none is missing, what is remembered goes on counting; else it stops by itself.
 *
 * <p>What moves with each message (heads, unread counts, the log) is not remembered here: a subscription has to begin
 * where the store is, and recent entries are in the rings already. Nor is there a second level that nodes share: it would
 * be as far away as the store.
 */
@NullMarked
package io.parley.cache;

import org.jspecify.annotations.NullMarked;
