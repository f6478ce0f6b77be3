package io.parley.port;

/** Makes the tokens that the {@link Authenticator} knows. */
public interface Tokens {
    /** A token that says who bears it until it expires or the session ends. Only as good as the caller's word. */
    String issue(Authenticator.Identity identity);
}
