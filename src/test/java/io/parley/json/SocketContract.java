package io.parley.json;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code asyncapi.yaml} as a judge of frames. What it does not name is an error here; to its readers, something to ignore. */
public final class SocketContract {
    static final String SCHEMAS = "#/components/schemas/";
    static final JsonObject DOCUMENT = document();

    private static final Map<String, Validator> VALIDATORS = new ConcurrentHashMap<>();

    private SocketContract() {}

    /** The message that a client's frame is, by its type. */
    public static String ofClient(JsonObject frame) {
        String type = frame.getString("type");
        return type.startsWith("x.") ? "client-extension" : "client-" + type;
    }

    /** The message that a server's frame is, by its type and kind. */
    public static String ofServer(JsonObject frame) {
        String type = frame.getString("type");
        if (type.startsWith("x.")) {
            return "server-answer";
        }
        if (type.equals("entry")) {
            String entry = "entry-" + frame.getString("kind");
            return messages().contains(entry) ? entry : "entry-unknown-kind";
        }
        return "server-" + type.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What is wrong with the frame as that message; empty when nothing is. */
    public static String fault(String message, JsonObject frame) {
        if (!messages().contains(message)) {
            return message + " is not in asyncapi.yaml: " + frame.encode();
        }
        OutputUnit result = validator(message).validate(frame);
        return Boolean.TRUE.equals(result.getValid())
                ? ""
                : message + ": " + frame.encode() + "\n" + result.toJson().encodePrettily();
    }

    static Set<String> messages() {
        return DOCUMENT.getJsonObject("components").getJsonObject("messages").fieldNames();
    }

    static JsonObject schemas() {
        return DOCUMENT.getJsonObject("components").getJsonObject("schemas");
    }

    static Validator validator(String message) {
        return VALIDATORS.computeIfAbsent(message, SocketContract::strict);
    }

    private static Validator strict(String message) {
        JsonObject strict = new JsonObject(schemas().encode().replace(SCHEMAS, "#/$defs/"));
        strict.getJsonObject(message).put("unevaluatedProperties", false);
        for (String part : new String[] {"body", "subscription", "item"}) {
            strict.getJsonObject(part).put("unevaluatedProperties", false);
        }
        JsonObject schema = new JsonObject().put("$ref", "#/$defs/" + message).put("$defs", strict);
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri("urn:io:parley")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        return Validator.create(JsonSchema.of(schema), options);
    }

    private static JsonObject document() {
        try {
            String yaml = Files.readString(Path.of("src/main/resources/asyncapi.yaml"));
            @SuppressWarnings("unchecked")
            Map<String, Object> tree =
                    (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new JsonObject(new JsonObject(tree).encode());
        } catch (IOException e) {
            throw new LinkageError("asyncapi.yaml can't be read", e);
        }
    }
}
