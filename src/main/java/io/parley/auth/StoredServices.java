package io.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.port.Authenticator;
import io.parley.port.Scope;
import io.parley.port.ServiceKeys;
import io.parley.port.ServiceKeys.ServiceKey;
import io.parley.port.Services;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Backends over the store, each proved by a key: {@code pk_<id>_<secret>}, of which the store holds the hash. What a key is
 * for is as read at most half a second ago. Whatever is no key is somebody else's to judge. Any thread.
 */
public final class StoredServices implements Services, Authenticator {
    private static final int ID_BYTES = 9;
    private static final int SECRET_BYTES = 32;
    private static final Pattern KEY = Pattern.compile(PREFIX + "([\\w-]{12})_[\\w-]{43}");
    private static final long NEVER = (1L << 53) - 1;
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final int MAX_KNOWN = 1_000;

    /** @param at when it was asked for, not when the answer came */
    private record Look(Future<@Nullable ServiceKey> key, long at) {}

    private final ServiceKeys keys;
    private final Authenticator people;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Cache<String, Look> looks;

    /** @param people judges all other tokens */
    public StoredServices(ServiceKeys keys, Authenticator people, InstantSource clock, LongSupplier nanoTime) {
        this.keys = keys;
        this.people = people;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.looks = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();
    }

    @Override
    public Future<Made> make(String name, Set<Scope> scopes) {
        String id = Secrets.random(ID_BYTES);
        String secret = PREFIX + id + "_" + Secrets.random(SECRET_BYTES);
        ServiceKey key = new ServiceKey(id, name, scopes, Secrets.hash(secret), clock.millis());
        return keys.add(key).compose(addition -> switch (addition) {
            case ADDED -> Future.succeededFuture(new Made(key, secret));
            case TAKEN ->
                Future.failedFuture(
                        new Failure(Problem.field(Code.TAKEN, "name", "this name is, or once was, somebody else's")));
            case FULL ->
                Future.failedFuture(Failure.of(
                        Code.FORBIDDEN, "there are " + ServiceKeys.MAX + " keys already; delete one that is not used"));
        });
    }

    @Override
    public Future<List<ServiceKey>> all() {
        return keys.all();
    }

    @Override
    public Future<Boolean> remove(String id) {
        return keys.remove(id).onSuccess(removed -> looks.invalidate(id));
    }

    @Override
    public Future<Identity> verify(String token) {
        if (!token.startsWith(PREFIX)) {
            return people.verify(token);
        }
        var parts = KEY.matcher(token);
        if (!parts.matches()) {
            return JwtTokens.refused();
        }
        // Without a scope that this version knows, a key would be taken for a person.
        return look(parts.group(1))
                .compose(key -> key != null && !key.scopes().isEmpty() && Secrets.same(key.hash(), Secrets.hash(token))
                        ? Future.succeededFuture(new Identity(key.name(), key.id(), NEVER, false, key.scopes()))
                        : JwtTokens.refused());
    }

    private Future<@Nullable ServiceKey> look(String id) {
        long now = nanoTime.getAsLong();
        Look known = looks.getIfPresent(id);
        if (known == null || now - known.at() >= FRESH.toNanos() || known.key().failed()) {
            known = new Look(keys.key(id), now);
            looks.put(id, known);
        }
        return known.key();
    }
}
