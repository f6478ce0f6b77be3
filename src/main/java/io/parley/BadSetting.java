package io.parley;

/** A setting that is wrong or unknown. The message is one line that names it as the operator wrote it. */
final class BadSetting extends Exception {
    private static final long serialVersionUID = 1;

    BadSetting(String message) {
        super(message, null, false, false);
    }
}
