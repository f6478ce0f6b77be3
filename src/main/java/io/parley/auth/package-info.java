/**
 * Floor 2: who somebody is. Passwords by argon2id, access tokens by JWT under one signing key; a token counts no longer
 * than its session, however long it says it lives.
 */
@NullMarked
package io.parley.auth;

import org.jspecify.annotations.NullMarked;
