package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.room.Content;
import io.parley.room.Digest;

/** Content as it goes into the tables, made before the writer has it in hand. */
record Written(Content content, String json, Digest digest) {
    static Written of(Content content, ContentCodec contents) {
        return new Written(content, contents.encode(content), Digest.of(content));
    }

    /** Bytes that it holds while it waits, about. */
    int weight() {
        return 200 + 2 * json.length();
    }
}
