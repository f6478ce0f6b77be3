package io.parley.auth;

/**
 * Another issuer, whose tokens count here as ours do.
 *
 * @param name what its tokens say in {@code iss}
 * @param keys where its JSON Web Key Set is: a URL of http or https, or a file
 * @param audience what its tokens must say in {@code aud}, alone or among others
 * @param userClaim which claim is the user's id
 * @param nameClaim which claim is how the user is shown at first
 */
public record Issuer(String name, String keys, String audience, String userClaim, String nameClaim) {
    /** What no other issuer may be called. */
    public static final String OURS = JwtTokens.PARLEY;

    /** Where its keys are, fit for a log: without what a query may hold. */
    String place() {
        return keys.split("\\?", 2)[0];
    }

    boolean isRemote() {
        return keys.startsWith("https://") || keys.startsWith("http://");
    }

    @Override
    public String toString() {
        return name;
    }
}
