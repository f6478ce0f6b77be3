package io.parley.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a socket: those listed ({@code PARLEY_ORIGINS}), compared whole: scheme, host and port; and
 * those from the host and port that the request itself was sent to, whatever their scheme, since a proxy may have taken
 * TLS away. A client that names no origin is no web page and may. {@code null} and anything that is
 * not exactly one origin may not.
 */
public final class Origins {
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?", Pattern.CASE_INSENSITIVE);

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param origins such as {@code https://chat.example} or {@code http://localhost:3000}; none for the server's own
     * @throws IllegalArgumentException naming one that is not an origin
     */
    public static Origins of(List<String> origins) {
        return new Origins(origins.stream().map(Origins::configured).collect(Collectors.toUnmodifiableSet()));
    }

    private static String configured(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an origin: " + origin);
        }
        return matcher.group(1).toLowerCase(Locale.ROOT) + "://" + authority(matcher);
    }

    /**
     * @param named every Origin header of the request
     * @param host its Host header
     */
    boolean allow(List<String> named, @Nullable String host) {
        if (named.isEmpty()) {
            return true;
        }
        Matcher matcher = ORIGIN.matcher(named.get(0));
        if (named.size() > 1 || !matcher.matches()) {
            return false;
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        if (allowed.contains(scheme + "://" + authority(matcher))) {
            return true;
        }
        Matcher own = ORIGIN.matcher(scheme + "://" + host);
        return own.matches() && authority(own).equals(authority(matcher));
    }

    /** Host and port, the port left out where it is the scheme's. */
    private static String authority(Matcher origin) {
        String host = origin.group(2).toLowerCase(Locale.ROOT);
        String port = origin.group(3);
        String usual = "https".equalsIgnoreCase(origin.group(1)) ? "443" : "80";
        return port == null || port.equals(usual) ? host : host + ":" + port;
    }
}
