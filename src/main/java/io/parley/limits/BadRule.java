package io.parley.limits;

/** A rule that nobody can follow. The message is one line that names what is wrong with it. */
public final class BadRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadRule(String message) {
        super(message);
    }
}
