package io.parley;

import java.util.Locale;

/**
 * One thing that an operator may set.
 *
 * @param key as it stands in {@code parley.yaml}; a dot here is an underscore in the environment
 * @param fallback the value when nobody says otherwise, as an operator would write it
 * @param doc one sentence for an operator
 * @param secret whether the value is masked wherever it is shown, may come in a file of its own, and is refused on the
 *     command line, which other users of the machine can read
 * @param live whether a change of {@code parley.yaml} is in force without a restart
 * @param table whether it may be a map there, which stands for {@code key=value} separated by commas
 */
record Setting<T>(
        String key, SettingType<T> type, String fallback, String doc, boolean secret, boolean live, boolean table) {
    static final String PREFIX = "PARLEY_";

    static <T> Setting<T> of(String key, SettingType<T> type, String fallback, String doc) {
        return new Setting<>(key, type, fallback, doc, false, false, false);
    }

    Setting<T> reloadable() {
        return new Setting<>(key, type, fallback, doc + " May change while the node runs.", secret, true, table);
    }

    Setting<T> orTable() {
        return new Setting<>(key, type, fallback, doc, secret, live, true);
    }

    static <T> Setting<T> secret(String key, SettingType<T> type, String fallback, String doc) {
        return new Setting<>(key, type, fallback, doc, true, false, false);
    }

    /** The name in the environment. */
    String variable() {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The name on the command line. */
    String option() {
        return "--" + key.replace('.', '-');
    }
}
