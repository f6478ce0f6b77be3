package io.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.port.Scope;
import io.parley.port.ServiceKeys.ServiceKey;
import io.parley.port.Services;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of backends, in the hands of the server's admins. */
final class ServiceKeyRoutes {
    private final Services services;

    ServiceKeyRoutes(Services services) {
        this.services = services;
    }

    Future<Answer> create(Call call) {
        demandAdmin(call);
        RequestBody body = call.body();
        String name = AccountRoutes.free("name", body.text("name"));
        Set<Scope> scopes = body.texts("scopes").stream()
                .map(scope -> Objects.requireNonNull(Scope.of(scope), "the contract names others"))
                .collect(Collectors.toUnmodifiableSet());
        return services.make(name, scopes)
                .map(made -> new Answer(201, Writing.object(json -> {
                    write(made.key(), json);
                    json.writeStringField("key", made.secret());
                })));
    }

    Future<Answer> list(Call call) {
        demandAdmin(call);
        return services.all()
                .map(keys -> Answer.ok(Shapes.list(
                        keys.stream()
                                .map(key -> Writing.object(json -> write(key, json)))
                                .toList(),
                        null)));
    }

    Future<Answer> delete(Call call) {
        demandAdmin(call);
        return services.remove(call.key())
                .compose(removed -> removed
                        ? Future.succeededFuture(Answer.NOTHING)
                        : Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such key")));
    }

    private static void demandAdmin(Call call) {
        if (!call.identity().admin()) {
            throw Failure.of(Code.FORBIDDEN, "only the server's admins do this");
        }
    }

    private static void write(ServiceKey key, JsonGenerator json) throws IOException {
        json.writeStringField("id", key.id());
        json.writeStringField("name", key.name());
        json.writeArrayFieldStart("scopes");
        for (Scope scope : key.scopes().stream().sorted().toList()) {
            json.writeString(scope.wireName());
        }
        json.writeEndArray();
        json.writeNumberField("createdAt", key.createdAt());
    }
}
