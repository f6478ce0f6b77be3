package io.parley.protocol;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that client frames are made of. One name has one shape, in whatever frame it stands. */
public enum Field {
    TYPE("type", Shape.TEXT),
    ID("id", Shape.TEXT),
    TOKEN("token", Shape.TEXT),
    CLIENT("client", Shape.CLIENT),
    ACKS("acks", Shape.FLAG),
    PINGS("pings", Shape.FLAG),
    SUBSCRIBE("subscribe", Shape.SUBSCRIPTIONS),
    ROOM("room", Shape.TEXT),
    AFTER("after", Shape.INTEGER),
    EPOCH("epoch", Shape.INTEGER),
    CID("cid", Shape.TEXT),
    BODY("body", Shape.BODY),
    REPLY_TO("replyTo", Shape.INTEGER),
    THREAD("thread", Shape.INTEGER),
    SEQ("seq", Shape.INTEGER),
    EMOJI("emoji", Shape.TEXT),
    ON("on", Shape.FLAG),
    STATUS("status", Shape.TEXT),
    WATCH("watch", Shape.TEXTS),
    BEFORE("before", Shape.INTEGER),
    AROUND("around", Shape.INTEGER),
    LIMIT("limit", Shape.INTEGER),
    VIEW("view", Shape.TEXT);

    /** What a field's value is made of. */
    public enum Shape {
        /** A {@link String}. */
        TEXT,
        /** A {@link Long}. */
        INTEGER,
        /** A {@link Boolean}. */
        FLAG,
        /** A list of strings. */
        TEXTS,
        /** A {@link io.parley.room.Body}. */
        BODY,
        /** A {@link Draft.Client}. */
        CLIENT,
        /** A list of {@link ClientFrame.Subscribe}. */
        SUBSCRIPTIONS
    }

    private static final Map<String, Field> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

    private final String wireName;
    private final Shape shape;

    Field(String wireName, Shape shape) {
        this.wireName = wireName;
        this.shape = shape;
    }

    public static @Nullable Field named(String wireName) {
        return BY_NAME.get(wireName);
    }

    public String wireName() {
        return wireName;
    }

    public Shape shape() {
        return shape;
    }
}
