package io.parley.http;

import java.util.function.LongSupplier;

/** Makes guessing passwords slow: by the address that guesses, and by the account that is guessed at. */
final class Throttle {
    private static final int BURST_SECONDS = 20;

    private final Buckets addresses;
    private final Buckets accounts;

    Throttle(HttpSettings.Rates rates, LongSupplier nanoTime) {
        addresses = buckets(rates.signInsPerAddress(), nanoTime);
        accounts = buckets(rates.signInsPerAccount(), nanoTime);
    }

    private static Buckets buckets(int perSecond, LongSupplier nanoTime) {
        return new Buckets(new Buckets.Rate(perSecond, BURST_SECONDS * perSecond), nanoTime);
    }

    /** Fails with {@code rate_limited}. */
    void address(String address) {
        take(addresses, address);
    }

    /** Fails with {@code rate_limited}. {@code account} need not be one. */
    void account(String account) {
        take(accounts, account);
    }

    private static void take(Buckets buckets, String key) {
        long waitMs = buckets.take(key);
        if (waitMs > 0) {
            throw Filters.tooMany(waitMs);
        }
    }
}
