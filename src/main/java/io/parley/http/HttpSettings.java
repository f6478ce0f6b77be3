package io.parley.http;

import java.time.Duration;
import java.util.Set;

/**
 * What an operator may set about REST.
 *
 * @param registration whether anybody may register
 * @param origins the origins, besides its own, whose pages may call; {@code *} for all
 * @param deadline how long a request may take
 */
public record HttpSettings(boolean registration, Set<String> origins, Duration deadline, Rates rates) {
    public static final HttpSettings DEFAULT = new HttpSettings(true, Set.of(), Duration.ofSeconds(3), Rates.DEFAULT);

    public HttpSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * Requests a second, sustained; each address and account may burst to several seconds' worth at once.
     *
     * @param perAddress of any kind
     * @param signInsPerAddress logins and registrations
     * @param signInsPerAccount logins, right or wrong
     */
    public record Rates(int perAddress, int signInsPerAddress, int signInsPerAccount) {
        public static final Rates DEFAULT = new Rates(500, 20, 1);
    }
}
