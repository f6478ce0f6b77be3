package io.parley;

/** What is wrong in a setting of several parts. The message is a part of a line, and names the part. */
final class WrongPart extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WrongPart(String message) {
        super(message);
    }
}
