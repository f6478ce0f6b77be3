/**
 * Floor 2: the embedded store. It keeps {@link io.parley.port.Log}, {@link io.parley.port.Rooms} and
 * {@link io.parley.port.Accounts} in one SQLite file, {@code parley.db}: what it has answered survives the death of the
 * process and of the machine, and it goes on by itself when the disk was full.
 *
 * <p>One thread writes. It takes all that waits, does it in one transaction, and answers when the commit is on disk (WAL,
 * {@code synchronous=FULL}); each commit raises {@code store.commits} by one, also when it found only duplicates, so that
 * an answer never rests on something that has not been synced. Readers have their own threads and read-only connections,
 * and see a snapshot. The driver's autocommit stays on and transactions are begun and ended by statements: with autocommit
 * off, the driver loses its place when a full disk rolls back.
 *
 * <pre>
 * store           one row: epoch, number of the last commit, whether this file is a copy
 * users           id, name, the name folded to look it up by, password hash, admin, avatar, status; issuer and subject of
 *                 another issuer's user; whether it is a backend; of a deleted one only the id
 *  ├ service_keys id, name = the backend's user, scopes, hash
 *  └ sessions     id, user, device, times, ended; family, current, previous, salt: by what it is renewed ({@link Renewal})
 *     └ tickets   hash, until when they let a socket in
 * rooms           key (for the tables below), id (unique for ever), pair (of a direct room), what it is, and
 *                 epoch, oldest, head, last_at, acl_seq, running count of messages, the last message,
 *                 count of members, whether joins are silent, slow mode in seconds; of inboxes ({@link Inboxes}) the messages
 *                 are notices
 *  ├ forks        per new epoch: the epoch that ended and the last seq shared
 *  ├ members      user, role, muted_until
 *  ├ bans, mutes  user, until when; a mute outlives a leaving
 *  ├ entries      seq, at, sender, cid, kind, content (JSON), messages = count of messages up to this seq
 *  ├ cids         (sender, cid) → seq, at, digest; outlives the content
 *  ├ outliving_cids  those whose entries were trimmed before they were a day old
 *  ├ mentions     (user, seq) → count of the messages up to this seq that mention the user
 *  ├ slow_sends   user → when they last sent a message, while the room is in slow mode ({@link SlowMode})
 *  ├ reads        user → seq, and both counts there: unread and mentions are one subtraction each
 *  ├ words        full-text index of the present state of messages, by the entry's id; keeps no text
 *  ├ edits, deletions, reactions  the present state of the message at {@code target}
 *  └ tallies      (target, emoji) → how many react so, and the seq of the first that ever did
 * creations       (creator, cid) → room, digest of the wish
 * owed            what inboxes are still to tell ({@link Debts}): cause, whom, and up to whom it is told
 * </pre>
 *
 * <p>A deleted message's text is gone from the files as well: overwritten in its page in the same transaction, and out of
 * the WAL seconds later, at most about half a minute.
 *
 * <p>The file {@code commits} beside the database names the last commit, at most a second late. A database that is behind
 * it has been replaced by an older one: the store then begins a new epoch, and every room records the fork.
 */
@NullMarked
package io.parley.store.sqlite;

import org.jspecify.annotations.NullMarked;
