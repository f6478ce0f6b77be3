package io.parley.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.parley.proto.v1.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The frames of one codec as those of the other, by the names in {@code parley.proto} alone. */
public final class WireJson {
    private static final String EXTENSION = "x.";

    private WireJson() {}

    /** A client frame of JSON as its message. */
    static Wire.ClientFrame clientFrame(JsonObject json) {
        Wire.ClientFrame.Builder frame = Wire.ClientFrame.newBuilder();
        if (json.containsKey("id")) {
            frame.setId(json.getString("id"));
        }
        String type = json.getString("type");
        JsonObject fields = without(json, "type", "id");
        if (type.startsWith(EXTENSION)) {
            frame.getExtensionBuilder()
                    .setName(type.substring(EXTENSION.length()))
                    .setPayload(fields.encode());
            return frame.build();
        }
        if (fields.containsKey("watch")) {
            fields.put("watch", new JsonObject().put("users", fields.getValue("watch")));
        }
        fill(frame.getFieldBuilder(field(frame, type)), fields);
        return frame.build();
    }

    private static void fill(Message.Builder message, JsonObject json) {
        for (Map.Entry<String, Object> entry : json) {
            FieldDescriptor field = field(message, entry.getKey());
            if (field.isRepeated()) {
                for (Object item : (JsonArray) entry.getValue()) {
                    if (item instanceof JsonObject object) {
                        Message.Builder part = message.newBuilderForField(field);
                        fill(part, object);
                        message.addRepeatedField(field, part.build());
                    } else {
                        message.addRepeatedField(field, item);
                    }
                }
            } else if (field.getName().equals("data")) {
                message.setField(field, ((JsonObject) entry.getValue()).encode());
            } else if (entry.getValue() instanceof JsonObject object) {
                fill(message.getFieldBuilder(field), object);
            } else {
                message.setField(field, scalar(field, entry.getValue()));
            }
        }
    }

    private static Object scalar(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case LONG -> ((Number) value).longValue();
            case INT -> ((Number) value).intValue();
            default -> value;
        };
    }

    private static FieldDescriptor field(Message.Builder message, String jsonName) {
        return message.getDescriptorForType().getFields().stream()
                .filter(field -> field.getJsonName().equals(jsonName))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(message.getDescriptorForType().getFullName() + " has no field " + jsonName));
    }

    /** A server frame's message as its frame of JSON. */
    public static JsonObject serverFrame(Wire.ServerFrame frame) {
        JsonObject json = frame(frame);
        if (frame.hasId()) {
            json.put("id", frame.getId());
        }
        return json;
    }

    private static JsonObject frame(Message oneof) {
        Map.Entry<FieldDescriptor, Object> set = oneof.getAllFields().entrySet().stream()
                .filter(entry -> !entry.getKey().getName().equals("id"))
                .findFirst()
                .orElseThrow();
        String type = set.getKey().getJsonName();
        JsonObject fields = object((Message) set.getValue());
        if (set.getValue() instanceof Wire.Answer answer) {
            return new JsonObject(answer.getPayload()).put("type", answer.getType());
        }
        return fields.put("type", type);
    }

    private static JsonObject object(Message message) {
        JsonObject json = new JsonObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : written(message, field)) {
                json.put(field.getJsonName(), value(field, message.getField(field)));
            }
        }
        return switch (message) {
            case Wire.Entry entry -> entry(entry, json);
            case Wire.Subscribed subscribed -> subscribed.hasRole() ? json : json.putNull("role");
            case Wire.Page page -> page(page, json);
            case Wire.Welcome welcome ->
                json.put(
                        "subscribed",
                        new JsonArray(welcome.getSubscribedList().stream()
                                .map(WireJson::frame)
                                .toList()));
            default -> json;
        };
    }

    /** Numbers without presence are always written in JSON; so are flags, but for the three marks. */
    private static boolean written(Message message, FieldDescriptor field) {
        boolean mark = List.of("duplicate", "redacted", "deleted").contains(field.getName());
        return !(mark || field.hasPresence()) || message.hasField(field);
    }

    private static JsonObject page(Wire.Page page, JsonObject json) {
        json.put("items", json.getJsonArray("items", new JsonArray()));
        return page.hasNext() ? json : json.putNull("next");
    }

    private static JsonObject entry(Wire.Entry entry, JsonObject json) {
        if (json.remove("reactions") instanceof JsonArray tallies) {
            JsonObject byEmoji = new JsonObject();
            tallies.stream()
                    .map(JsonObject.class::cast)
                    .forEach(tally -> byEmoji.put(tally.getString("emoji"), without(tally, "emoji")));
            json.put("reactions", byEmoji);
        }
        if (entry.hasOpaque()) {
            json.remove("opaque");
            return json.put("kind", entry.getOpaque().getKind())
                    .mergeIn(new JsonObject(entry.getOpaque().getFields()));
        }
        String content = entry.getDescriptorForType().getOneofs().get(0).getFields().stream()
                .filter(entry::hasField)
                .findFirst()
                .orElseThrow()
                .getJsonName();
        JsonObject fields = (JsonObject) json.remove(content);
        return json.put("kind", content.equals("roomChange") ? "room" : content).mergeIn(fields);
    }

    private static Object value(FieldDescriptor field, Object value) {
        if (value instanceof List<?> list) {
            return new JsonArray(list.stream().map(item -> value(field, item)).toList());
        }
        if (value instanceof Message message) {
            return object(message);
        }
        return field.getName().equals("data") ? new JsonObject((String) value) : value;
    }

    private static JsonObject without(JsonObject json, String... names) {
        JsonObject copy = json.copy();
        for (String name : names) {
            copy.remove(name);
        }
        return copy;
    }
}
