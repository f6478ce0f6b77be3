/**
 * Floor 2: who somebody is. Passwords by argon2id, access tokens by JWT under the operator's keys or one that the node
 * makes; a token counts no longer than its session, however long it says it lives.
 *
 * <p>A session is renewed by refresh tokens, each good once. The store never sees one: it holds the hash of the token that
 * counts, the hash of the one before, and a random salt. The next token is an HMAC of that salt under the one that was
 * presented, so that whoever comes again with the spent one (a second tab, a lost reply) is led to the same next one, while
 * neither the store alone nor a spent token alone leads anywhere. Each token bears a mark under a key of its session: a
 * spent one, however old, is told from a guess without keeping it, and ends the session; who has read the store could end
 * sessions by that key, and begin none. A ticket is 256 random bits, of which the store holds the hash.
 *
 * <p>Tokens of other issuers count beside our own, each by the keys of the issuer that it names and by no others. What such a
 * token claims, a session in the store bears out: so it can be signed out as ours can. Backends come by keys that are
 * neither: 256 random bits, of which the store holds the hash, found by an id that stands before them.
 */
@NullMarked
package io.parley.auth;

import org.jspecify.annotations.NullMarked;
