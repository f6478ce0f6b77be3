package io.parley.conformance;

/** The client did what the contract does not allow; the message says what, in words for its author. */
final class Deviation extends Exception {
    private static final long serialVersionUID = 1;

    Deviation(String message) {
        super(message, null, false, false);
    }
}
