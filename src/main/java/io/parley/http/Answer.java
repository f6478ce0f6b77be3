package io.parley.http;

import org.jspecify.annotations.Nullable;

/** What a handler answers. */
record Answer(int status, @Nullable Writing body) {
    static final Answer NOTHING = new Answer(204, null);

    static Answer ok(Writing body) {
        return new Answer(200, body);
    }

    /** 201 for what is new, 200 for what a repeat found. */
    static Answer created(boolean duplicate, Writing body) {
        return new Answer(duplicate ? 200 : 201, body);
    }
}
