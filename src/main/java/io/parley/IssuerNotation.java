package io.parley;

import io.parley.auth.Issuer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How an operator writes other issuers: {@code issuer = keys; audience=…; user=…; name=…}, separated by commas. */
final class IssuerNotation {
    static final String EXAMPLE =
            "https://id.example = https://id.example/jwks.json; audience=chat; user=sub; name=name";
    private static final List<String> PARTS = List.of("audience", "user", "name");

    private IssuerNotation() {}

    static List<Issuer> read(String text) {
        List<Issuer> issuers = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (!one.isBlank()) {
                Issuer issuer = issuer(one.strip());
                require(
                        issuers.stream().noneMatch(other -> other.name().equals(issuer.name())),
                        "the issuer " + issuer + " is there twice");
                issuers.add(issuer);
            }
        }
        return List.copyOf(issuers);
    }

    private static Issuer issuer(String text) {
        String[] parts = text.split(";", -1);
        String[] head = pair(parts[0], "", "an issuer must be followed by = and where its keys are: ");
        String name = head[0];
        require(!name.equals(Issuer.OURS), Issuer.OURS + " is this server's own name, and no other issuer's");
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].isBlank()) {
                continue;
            }
            String[] pair = pair(parts[i], of(name), "a part must be one of audience=, user= and name=, and is not: ");
            require(PARTS.contains(pair[0]), of(name) + "there is no part " + pair[0]);
            require(given.put(pair[0], pair[1]) == null, of(name) + pair[0] + " is there twice");
        }
        require(given.containsKey("audience"), of(name) + "audience is missing");
        return new Issuer(
                name,
                keys(name, head[1]),
                Objects.requireNonNull(given.get("audience")),
                given.getOrDefault("user", "sub"),
                given.getOrDefault("name", "name"));
    }

    private static String[] pair(String text, String about, String problem) {
        String[] pair = text.split("=", 2);
        require(pair.length == 2 && !pair[0].isBlank() && !pair[1].isBlank(), about + problem + text.strip());
        return new String[] {pair[0].strip(), pair[1].strip()};
    }

    /** A URL with a host, or a file, which is looked for at the start. */
    private static String keys(String issuer, String location) {
        if (!location.contains("://")) {
            return location;
        }
        try {
            URI uri = new URI(location);
            require(
                    uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())),
                    of(issuer) + "its keys must be in a file, or at a URL of https or http: " + location);
            require(
                    uri.getUserInfo() == null,
                    of(issuer) + "its keys must be in a file, or at a URL of https or http, without a password");
            return location;
        } catch (URISyntaxException malformed) {
            throw new WrongPart(of(issuer) + "where its keys are is no URL: " + location);
        }
    }

    private static String of(String issuer) {
        return "issuer " + issuer + ": ";
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new WrongPart(otherwise);
        }
    }
}
