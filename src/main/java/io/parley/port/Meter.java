package io.parley.port;

import java.util.function.LongSupplier;

/** Counts. Any thread; never blocks, never fails. Names are {@code snake_case} and few: none is made from what a client says. */
public interface Meter {
    /** Counts nothing. */
    Meter NONE = new Meter() {
        @Override
        public void count(String name, long more) {}

        @Override
        public void gauge(String name, LongSupplier value) {}
    };

    void count(String name, long more);

    default void count(String name) {
        count(name, 1);
    }

    /** Read when somebody looks. */
    void gauge(String name, LongSupplier value);
}
