package io.parley.port;

import io.parley.room.Content;

/** Writes what an entry says as JSON fields, as the store and the bus keep it. Stateless and thread-safe. */
public interface ContentCodec {
    /** One JSON object, without the kind. */
    String encode(Content content);

    /** A kind that this version does not know becomes {@link Content.Opaque}. */
    Content decode(String kind, String json);
}
