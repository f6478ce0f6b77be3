package io.parley.conformance;

/** What the server does in one scenario, from the client's first connection on. */
@FunctionalInterface
interface Script {
    void play(Stage stage) throws Deviation, InterruptedException;
}
