package io.parley;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the process ends. The numbers are part of what operators rely on. */
enum Exit {
    STOPPED(0, "It stopped because it was asked to, and nothing accepted was lost."),
    CANNOT_START(1, "It could not start: the port or the data directory is in use, or the store is not readable."),
    BAD_SETTING(2, "A word on the command line or a setting is wrong or unknown."),
    FAILED(70, "It ended by itself: the store failed, or it did not stop in time. Start it again.");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    static Map<String, String> documented() {
        Map<String, String> list = new LinkedHashMap<>();
        for (Exit exit : values()) {
            list.put(String.valueOf(exit.code), exit.meaning);
        }
        return list;
    }
}
