package io.parley.http;

import io.parley.port.Proxies;
import java.time.Duration;
import java.util.Set;

/**
 * What an operator may set about REST.
 *
 * @param registration whether anybody may register
 * @param origins the origins, besides its own, whose pages may call; {@code *} for all
 * @param proxies whose word is taken for whom they come for
 * @param deadline how long a request may take
 */
public record HttpSettings(boolean registration, Set<String> origins, Proxies proxies, Duration deadline, Rates rates) {
    public static final HttpSettings DEFAULT =
            new HttpSettings(true, Set.of(), Proxies.NONE, Duration.ofSeconds(3), Rates.DEFAULT);

    public HttpSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * How often somebody may try to get in, beside the rules.
     *
     * @param signInsPerSecond logins, registrations and changes of password of the whole node, a second, sustained; twice as many
     *     at once
     * @param signInsPerAddress the same of one address, in any minute
     * @param guessesPerPair passwords for one account from one address since the last right one, in any minute
     * @param guessesPerAccount passwords for one account from all addresses that it is not known to be used from, in any ten
     *     minutes
     */
    public record Rates(int signInsPerSecond, int signInsPerAddress, int guessesPerPair, int guessesPerAccount) {
        public static final Rates DEFAULT = new Rates(100, 400, 10, 100);
    }
}
