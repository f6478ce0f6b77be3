package io.parley.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.limits.Buckets;
import io.parley.limits.Rate;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes guessing passwords slow: by the address that guesses, by the account that is guessed at from there, and by the
 * account alone. The last would let strangers lock somebody out, so it does not bind addresses from which that account has
 * been signed in to. All that costs a hash is bounded as a whole, too. Any thread.
 */
final class Throttle {
    private static final String EVERYBODY = "";
    private static final int MAX_FAMILIAR = 100_000;
    private static final Duration FAMILIAR = Duration.ofDays(30);

    private final LongSupplier nanoTime;
    private final Buckets everybody;
    private final SlidingWindow addresses;
    private final SlidingWindow pairs;
    private final SlidingWindow accounts;
    /** Pairs that have got it right. */
    private final Cache<String, Boolean> familiar;

    Throttle(HttpSettings.Rates rates, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        everybody = new Buckets(Rate.perSecond(rates.signInsPerSecond()), nanoTime.getAsLong());
        addresses = new SlidingWindow(rates.signInsPerAddress(), Duration.ofMinutes(1), nanoTime);
        pairs = new SlidingWindow(rates.guessesPerPair(), Duration.ofMinutes(1), nanoTime);
        accounts = new SlidingWindow(rates.guessesPerAccount(), Duration.ofMinutes(10), nanoTime);
        familiar = Caffeine.newBuilder()
                .maximumSize(MAX_FAMILIAR)
                .expireAfterWrite(FAMILIAR)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** Before anything that costs a hash. Fails with {@code rate_limited}. */
    void address(String address) {
        demand(addresses.take(address));
        demand(everybody.take(EVERYBODY, nanoTime.getAsLong()));
    }

    /** Before a password is compared. {@code account} need not be one. Fails with {@code rate_limited}. */
    void guess(String account, String address) {
        String pair = pair(account, address);
        demand(pairs.take(pair));
        if (familiar.getIfPresent(pair) == null) {
            demand(accounts.take(account));
        }
    }

    /** The password was right. */
    void right(String account, String address) {
        String pair = pair(account, address);
        familiar.put(pair, true);
        pairs.forget(pair);
    }

    private static String pair(String account, String address) {
        return address + " " + account;
    }

    private static void demand(long waitMs) {
        if (waitMs > 0) {
            throw Filters.tooMany(waitMs);
        }
    }
}
