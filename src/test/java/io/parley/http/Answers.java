package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Code;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the contract says of answers. To a client an unknown field is something to ignore; here it is an error, so that no
 * answer has a field, a status or a kind that the contract does not tell of.
 */
final class Answers {
    static final Answers PUBLISHED = new Answers();
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");

    private final JsonObject document;
    private final JsonObject schemas;

    private Answers() {
        InputStream yaml = Answers.class.getResourceAsStream("/openapi.yaml");
        Object tree = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
        document = new JsonObject(Json.encode(tree).replace(SCHEMAS, "#/$defs/"));
        document.getJsonObject("paths").forEach(path -> close(path.getValue()));
        schemas = document.getJsonObject("components").getJsonObject("schemas");
        close(schemas);
    }

    /** Lets objects have the properties they name and no others. */
    private static void close(Object node) {
        if (node instanceof JsonObject object) {
            object.forEach(field -> close(field.getValue()));
            if (object.getValue("properties") instanceof JsonObject && "object".equals(object.getValue("type"))) {
                object.put("additionalProperties", false);
            }
        } else if (node instanceof JsonArray array) {
            array.forEach(Answers::close);
        }
    }

    /** Fails unless the contract tells of this answer. */
    void hold(String method, String target, int status, HttpHeaders headers, String body) {
        String path = target.split("\\?", 2)[0];
        if (!path.startsWith(Version1.PREFIX + "/") || !METHODS.contains(method)) {
            return;
        }
        String what = method + " " + path + ": " + status + " " + body;
        JsonObject operation = operation(method, path.substring(Version1.PREFIX.length()));
        JsonObject response = response(operation, status);
        if (response == null) {
            throw new AssertionError("the contract does not tell of " + what);
        }
        assertThat(headers.firstValue("X-Request-Id")).as(what).isNotEmpty();
        assertThat(headers.firstValue("Cache-Control")).as(what).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).as(what).contains("nosniff");
        headers(response, headers, what);
        content(response, headers.firstValue("Content-Type").orElse(null), body, what);
        if (status >= 400) {
            refusal(status, headers, new JsonObject(body), what);
        }
    }

    private @Nullable JsonObject operation(String method, String path) {
        for (Map.Entry<String, Object> item : document.getJsonObject("paths")) {
            String pattern = item.getKey().replaceAll("\\{\\w+}", "[^/]+");
            if (Pattern.matches(pattern, path)) {
                return ((JsonObject) item.getValue()).getJsonObject(method.toLowerCase(Locale.ROOT));
            }
        }
        return null;
    }

    /** What is no operation of the contract can only be refused. */
    private @Nullable JsonObject response(@Nullable JsonObject operation, int status) {
        if (operation == null) {
            return status >= 400 ? component("Problem") : null;
        }
        JsonObject responses = operation.getJsonObject("responses");
        JsonObject response = responses.getJsonObject(String.valueOf(status));
        if (response == null && status >= 400) {
            response = responses.getJsonObject("default");
        }
        return response != null && response.containsKey("$ref")
                ? component(response.getString("$ref").replace("#/components/responses/", ""))
                : response;
    }

    private JsonObject component(String response) {
        return document.getJsonObject("components").getJsonObject("responses").getJsonObject(response);
    }

    private void headers(JsonObject response, HttpHeaders headers, String what) {
        response.getJsonObject("headers", new JsonObject()).forEach(header -> {
            JsonObject described = (JsonObject) header.getValue();
            String value = headers.firstValue(header.getKey()).orElse(null);
            if (value != null) {
                boolean number =
                        "integer".equals(described.getJsonObject("schema").getString("type"));
                valid(described.getJsonObject("schema"), number ? Long.valueOf(value) : value, what);
            } else {
                assertThat(described.getBoolean("required", false))
                        .as("%s without %s", what, header.getKey())
                        .isFalse();
            }
        });
    }

    private void content(JsonObject response, @Nullable String kind, String body, String what) {
        JsonObject content = response.getJsonObject("content");
        if (content == null) {
            assertThat(body).as(what).isEmpty();
            return;
        }
        assertThat(content.fieldNames()).as(what).contains(String.valueOf(kind));
        valid(content.getJsonObject(String.valueOf(kind)).getJsonObject("schema"), Json.decodeValue(body), what);
    }

    private void valid(JsonObject schema, Object value, String what) {
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri("urn:parley:test")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        JsonObject whole = schema.copy().put("$defs", schemas.copy());
        OutputUnit verdict = Validator.create(JsonSchema.of(whole), options).validate(value);
        assertThat(verdict.getValid())
                .as(() -> what + "\n" + verdict.toJson().encodePrettily())
                .isTrue();
    }

    private static void refusal(int status, HttpHeaders headers, JsonObject problem, String what) {
        Code code = Code.valueOf(problem.getString("code").toUpperCase(Locale.ROOT));
        assertThat(headers.firstValue("Content-Type")).as(what).contains(PROBLEM);
        assertThat(problem.getInteger("status")).as(what).isEqualTo(status);
        assertThat(problem.getBoolean("temporary")).as(what).isEqualTo(code.temporary());
        assertThat(headers.firstValue("X-Request-Id")).as(what).contains(problem.getString("requestId"));
        assertThat(headers.firstValue("WWW-Authenticate").isPresent()).as(what).isEqualTo(status == 401);
        assertThat(headers.firstValue("Retry-After").isPresent()).as(what).isEqualTo(status == 429 || status == 503);
        assertThat(headers.firstValue("Allow").isPresent()).as(what).isEqualTo(status == 405);
        assertThat(problem.encode()).as(what).doesNotContain("Exception", "\tat ", "java.", "io.vertx");
    }
}
