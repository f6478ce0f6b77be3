package io.parley.gateway;

/** Something whose time may run out. */
@FunctionalInterface
interface Watched {
    /**
     * Looks whether it has, and if so ends it.
     *
     * @param now {@link System#nanoTime}
     * @return whether there is still something to wait for
     */
    boolean look(long now);
}
