package io.parley.http;

import io.parley.port.Authenticator.Identity;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Ids;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One request as a handler sees it. What is asked of it and is not well-formed fails with the problem to answer. */
final class Call {
    static final String KEY_HEADER = "Idempotency-Key";
    private static final String IDENTITY = "parley.identity";
    private static final long MAX_SEQ = (1L << 53) - 1;

    private final RoutingContext context;

    Call(RoutingContext context) {
        this.context = context;
    }

    static void identify(RoutingContext context, Identity identity) {
        context.put(IDENTITY, identity);
    }

    String user() {
        return identity().user();
    }

    String session() {
        return identity().session();
    }

    private Identity identity() {
        Identity identity = context.get(IDENTITY);
        if (identity == null) {
            throw new IllegalStateException("this route has no authentication");
        }
        return identity;
    }

    String address() {
        return Filters.address(context);
    }

    String room() {
        return path("room", Ids::isRoom);
    }

    /** The user that the path names. */
    String other() {
        return path("user", Ids::isUser);
    }

    private String path(String name, Predicate<String> wellFormed) {
        String value = context.pathParam(name);
        if (value == null || !wellFormed.test(value)) {
            throw Failure.of(Code.NOT_FOUND, "there is no such " + name);
        }
        return value;
    }

    RequestBody body() {
        return RequestBody.parse(context.body().buffer());
    }

    /** As {@link #body}, where none at all is one without fields. */
    RequestBody optionalBody() {
        return context.body().length() <= 0 ? RequestBody.EMPTY : body();
    }

    /** The cid of a write, from the header or the body; null where the client gave none. */
    @Nullable
    String cid(RequestBody body) {
        String header = context.request().getHeader(KEY_HEADER);
        String field = body.optionalText("cid", 64);
        if (header != null && field != null && !header.equals(field)) {
            throw bad("cid", "must equal " + KEY_HEADER);
        }
        String cid = header == null ? field : header;
        if (cid != null && !Ids.isCid(cid)) {
            throw bad(header == null ? "cid" : KEY_HEADER, "must be 1-64 of A-Z a-z 0-9 . _ ~ -");
        }
        return cid;
    }

    /** As {@link #cid}, made up for a client that will not repeat the write. */
    String cidOrNew(RequestBody body) {
        String cid = cid(body);
        return cid == null ? UUID.randomUUID().toString() : cid;
    }

    @Nullable
    String query(String name, int maxLength) {
        String value = context.queryParams().get(name);
        if (value != null && (value.length() > maxLength || !Names.isPlain(value))) {
            throw bad(name, "must be at most " + maxLength + " characters, none of them a control character");
        }
        return value;
    }

    int limit(int normal, int max) {
        Long limit = number("limit");
        if (limit != null && (limit < 1 || limit > max)) {
            throw bad("limit", "must be 1 to " + max);
        }
        return limit == null ? normal : limit.intValue();
    }

    /** A whole number of the query, from 0 to 2^53 - 1. */
    @Nullable
    Long number(String name) {
        String value = query(name, 16);
        if (value == null) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw bad(name, "must be a whole number");
            }
        }
        if (value.isEmpty() || Long.parseLong(value) > MAX_SEQ) {
            throw bad(name, "must be a whole number");
        }
        return Long.parseLong(value);
    }

    static Failure bad(String field, String why) {
        return new Failure(Problem.field(Code.BAD_REQUEST, field, field + " " + why));
    }
}
