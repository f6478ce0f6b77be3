package io.parley.protocol;

/** The seed of a random test: from {@code -Dparley.seed}, else a new one; printed, so that a failure can be repeated. */
public final class Seed {
    private Seed() {}

    public static long of(Class<?> test) {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dparley.seed=" + seed);
        return seed;
    }
}
