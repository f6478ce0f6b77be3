package io.parley.http;

import io.parley.protocol.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one schema of the contract asks of a value, and in plain words why a value does not do. The words for a pattern
 * stand beside it, as {@code x-must}. Any thread.
 */
final class Demand {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("urn:parley")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    /** Of these an error says no more than that there is one below. */
    private static final Set<String> CONTAINERS = Set.of("properties", "items");

    private final JsonObject schema;
    private final Validator validator;

    /** @param schema without references */
    Demand(JsonObject schema) {
        this.schema = schema;
        this.validator = Validator.create(JsonSchema.of(schema), OPTIONS);
    }

    /** In ECMA's patterns, which schemas are written in, {@code $} is the end; in Java's also before a last line break. */
    static Object wholly(Object pattern) {
        return pattern instanceof String text && text.endsWith("$")
                ? text.substring(0, text.length() - 1) + "\\z"
                : pattern;
    }

    boolean isInteger() {
        return "integer".equals(schema.getString("type"));
    }

    /** What an absent one counts as. */
    @Nullable
    Object normal() {
        return schema.getValue("default");
    }

    /** Whether the value does. */
    boolean holds(Object value) {
        return validator.validate(value).getValid();
    }

    /**
     * Fails with {@code bad_request} naming the field, unless the value does.
     *
     * @param name of the value; empty for a body, whose fields have their own
     */
    void hold(String name, Object value) {
        OutputUnit verdict = validator.validate(value);
        if (!verdict.getValid()) {
            throw fault(name, value, verdict.getErrors());
        }
    }

    private Failure fault(String name, Object value, List<OutputUnit> errors) {
        for (OutputUnit error : errors) {
            String location = error.getKeywordLocation();
            int last = location.lastIndexOf('/');
            String keyword = location.substring(last + 1);
            if (!CONTAINERS.contains(keyword)) {
                JsonObject broken = (JsonObject) at(schema, location.substring(0, last));
                String field = field(name, error.getInstanceLocation());
                if (keyword.equals("required")) {
                    return Call.bad(join(field, missing(broken, at(value, error.getInstanceLocation()))), "is missing");
                }
                boolean item = error.getInstanceLocation().matches(".*/\\d+");
                return Call.bad(field, (item ? "has an item that must " : "must ") + words(broken, keyword));
            }
        }
        return Call.bad(name, "is not as the contract says");
    }

    private static String missing(JsonObject broken, Object in) {
        return broken.getJsonArray("required").stream()
                .map(Object::toString)
                .filter(field -> !((JsonObject) in).containsKey(field))
                .findFirst()
                .orElse("");
    }

    private static String words(JsonObject broken, String keyword) {
        Object limit = broken.getValue(keyword);
        return switch (keyword) {
            case "type" -> "be " + kind(limit);
            case "enum" -> "be " + choice((JsonArray) limit);
            case "minLength" -> "be at least " + limit + (limit.equals(1) ? " character" : " characters");
            case "maxLength" -> "be at most " + limit + " characters";
            case "minimum", "maximum" -> "be " + broken.getValue("minimum") + " to " + broken.getValue("maximum");
            case "maxItems" -> "hold at most " + limit;
            case "pattern" -> Objects.requireNonNullElse(broken.getString("x-must"), "be well-formed");
            default -> "be as the contract says";
        };
    }

    private static String kind(Object type) {
        return switch (type.toString()) {
            case "string" -> "a string";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "an array";
            default -> "an object";
        };
    }

    private static String choice(JsonArray values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }

    /** Named as in {@code body.text}; of an array's items, the array. */
    private static String field(String name, String location) {
        String field = name;
        for (String step : location.split("/", -1)) {
            if (!step.equals("#") && !step.matches("\\d+")) {
                field = join(field, unescaped(step));
            }
        }
        return field;
    }

    private static String join(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    private static Object at(Object from, String location) {
        Object at = from;
        for (String step : location.split("/", -1)) {
            if (!step.equals("#")) {
                at = at instanceof JsonArray items
                        ? items.getValue(Integer.parseInt(step))
                        : ((JsonObject) at).getValue(unescaped(step));
            }
        }
        return at;
    }

    private static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
