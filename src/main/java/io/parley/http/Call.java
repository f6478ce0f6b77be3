package io.parley.http;

import io.parley.port.Authenticator.Identity;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Names;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request as a handler sees it. What is asked of it and is not well-formed fails with the problem to answer. */
final class Call {
    static final String KEY_HEADER = "Idempotency-Key";
    private static final String IDENTITY = "parley.identity";

    private final RoutingContext context;

    Call(RoutingContext context) {
        this.context = context;
    }

    static void identify(RoutingContext context, Identity identity) {
        context.put(IDENTITY, identity);
    }

    /** Null where nobody has signed in, or not yet. */
    static @Nullable String userOf(RoutingContext context) {
        Identity identity = context.get(IDENTITY);
        return identity == null ? null : identity.user();
    }

    String user() {
        return identity().user();
    }

    String session() {
        return identity().session();
    }

    Identity identity() {
        Identity identity = context.get(IDENTITY);
        if (identity == null) {
            throw new IllegalStateException("this route has no authentication");
        }
        return identity;
    }

    /** The backend that asks, be it in a user's name; null where a person does, or nobody known. */
    @Nullable
    String service() {
        return Backends.service(context);
    }

    String address() {
        return Filters.address(context);
    }

    String room() {
        return path("room");
    }

    /** The user that the path names. */
    String other() {
        return path("user");
    }

    /** The session that the path names. */
    String otherSession() {
        return path("session");
    }

    /** The backend's key that the path names. */
    String key() {
        return path("key");
    }

    /** Of the entry that the path names. */
    long seq() {
        return Long.parseLong(path("seq"));
    }

    /** As it stands in the path; whether it is one is for the socket's rules to judge. */
    String emoji() {
        return path("emoji");
    }

    private String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), name);
    }

    /** Without fields, where the contract lets it be absent and it is. */
    RequestBody body() {
        return Asked.of(context).body();
    }

    /** The cid of a write, from the header or the body; null where the client gave none. */
    @Nullable
    String cid(RequestBody body) {
        String header = context.request().getHeader(KEY_HEADER);
        String field = body.optionalText("cid");
        if (header != null && field != null && !header.equals(field)) {
            throw bad("cid", "must equal " + KEY_HEADER);
        }
        return header == null ? field : header;
    }

    /** As {@link #cid}, made up for a client that will not repeat the write. */
    String cidOrNew(RequestBody body) {
        String cid = cid(body);
        return cid == null ? UUID.randomUUID().toString() : cid;
    }

    /** Text of the query that is not to be searched for control characters in vain. */
    @Nullable
    String query(String name) {
        String value = (String) Asked.of(context).query().get(name);
        if (value != null && !Names.isPlain(value)) {
            throw bad(name, "must hold no control characters");
        }
        return value;
    }

    /** The contract says what is normal. */
    int limit() {
        return Math.toIntExact(Objects.requireNonNull(number("limit")));
    }

    /** A whole number of the query. */
    @Nullable
    Long number(String name) {
        return Asked.of(context).query().get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    static Failure bad(String field, String why) {
        return new Failure(Problem.field(Code.BAD_REQUEST, field, field + " " + why));
    }
}
