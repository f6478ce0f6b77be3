package io.parley.auth;

import java.time.Duration;

/**
 * How long a sign-in counts.
 *
 * @param access how long an access token is good
 * @param renewable for how long a session goes on without being renewed
 * @param whole after what time it ends, however often it is renewed
 */
public record SessionLife(Duration access, Duration renewable, Duration whole) {}
