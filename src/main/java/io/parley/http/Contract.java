package io.parley.http;

import io.parley.limits.Resource;
import io.parley.limits.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published contract of one version, {@code openapi.yaml}: what it asks of the requests of each operation. */
final class Contract {
    private static final String NAME = "openapi.yaml";
    private static final String JSON = "application/json";

    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    private final Map<?, ?> document;
    /** By method and path. */
    private final Map<String, Terms> terms = new HashMap<>();

    private Contract(Map<?, ?> document) {
        this.document = document;
        ((JsonObject) resolved(at(document, "paths")))
                .forEach(path -> read(path.getKey(), (JsonObject) path.getValue()));
    }

    /** Reads it from the jar. Blocks, for some hundred milliseconds. */
    static Contract load() {
        try (InputStream yaml = Contract.class.getClassLoader().getResourceAsStream(NAME)) {
            if (yaml == null) {
                throw new IllegalStateException(NAME + " is not in the jar");
            }
            return new Contract((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        } catch (IOException unreadable) {
            throw new IllegalStateException(NAME + " can't be read", unreadable);
        }
    }

    /** The endpoint, held to its operation, which must be there. */
    Endpoint govern(Endpoint endpoint) {
        String name = endpoint.method() + " " + endpoint.path().replaceAll(":(\\w+)", "{$1}");
        Terms itsTerms = terms.get(name);
        if (itsTerms == null) {
            throw new IllegalStateException(NAME + " has no " + name);
        }
        return endpoint.under(itsTerms);
    }

    private void read(String path, JsonObject item) {
        for (String method : METHODS) {
            JsonObject operation = item.getJsonObject(method.toLowerCase(Locale.ROOT));
            if (operation != null) {
                terms.put(method + " " + path, terms(resource(path, operation), item, operation));
            }
        }
    }

    /** A name that a type of frames has, too, is the same resource. */
    private static Resource resource(String path, JsonObject operation) {
        String name = operation.getString("x-resource", operation.getString("operationId"));
        Resource shared = Resource.named(name);
        if (shared != null) {
            return shared;
        }
        Set<Scope> scopes = EnumSet.of(Scope.ADDRESS, Scope.NODE);
        if (operation.getJsonArray("security", new JsonArray().add("bearer")).size() > 0) {
            scopes.add(Scope.USER);
        }
        if (path.contains("{room}")) {
            scopes.add(Scope.ROOM);
        }
        return new Resource(name, null, scopes);
    }

    /** By their names. */
    Map<String, Resource> resources() {
        Map<String, Resource> resources = new HashMap<>();
        terms.values().forEach(each -> resources.put(each.resource().name(), each.resource()));
        return resources;
    }

    private static Terms terms(Resource resource, JsonObject item, JsonObject operation) {
        List<Terms.Parameter> parameters = new ArrayList<>();
        for (JsonObject of : new JsonObject[] {item, operation}) {
            for (Object one : of.getJsonArray("parameters", new JsonArray())) {
                parameters.add(parameter((JsonObject) one));
            }
        }
        JsonObject body = operation.getJsonObject("requestBody");
        return body == null
                ? new Terms(resource, parameters, null, false)
                : new Terms(
                        resource,
                        parameters,
                        new Demand(body.getJsonObject("content")
                                .getJsonObject(JSON)
                                .getJsonObject("schema")),
                        body.getBoolean("required", false));
    }

    private static Terms.Parameter parameter(JsonObject parameter) {
        return new Terms.Parameter(
                parameter.getString("name"),
                Terms.Place.valueOf(parameter.getString("in").toUpperCase(Locale.ROOT)),
                parameter.getBoolean("required", false),
                new Demand(parameter.getJsonObject("schema")));
    }

    /**
     * A copy with what is referred to in place of the references; the contract has no circle of them. Objects are schemas
     * from the start: a validator would else replace them as it meets them, on any thread.
     */
    private Object resolved(Object node) {
        if (node instanceof Map<?, ?> fields) {
            if (fields.get("$ref") instanceof String reference) {
                return resolved(at(document, reference.substring("#/".length()).split("/", -1)));
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            fields.forEach((name, value) -> copy.put((String) name, resolved(value)));
            copy.computeIfPresent("pattern", (name, pattern) -> Demand.wholly(pattern));
            return JsonSchema.of(new JsonObject(copy));
        }
        if (node instanceof List<?> items) {
            return new JsonArray(
                    new ArrayList<>(items.stream().map(this::resolved).toList()));
        }
        return node;
    }

    private static Object at(Map<?, ?> from, String... path) {
        Object at = from;
        for (String step : path) {
            at = at instanceof Map<?, ?> fields ? fields.get(step) : null;
            if (at == null) {
                throw new IllegalStateException(NAME + " has no " + String.join("/", path));
            }
        }
        return at;
    }
}
