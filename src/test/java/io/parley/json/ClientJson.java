package io.parley.json;

import io.parley.protocol.ClientFrame;
import io.parley.room.Body;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client frame as a client writes it: the components of its record under their own names. */
public final class ClientJson {
    private ClientJson() {}

    public static JsonObject of(ClientFrame frame) {
        if (frame instanceof ClientFrame.Extension extension) {
            return new JsonObject(extension.payload());
        }
        JsonObject json = new JsonObject();
        json.put("type", frame.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return fields(frame, json);
    }

    private static JsonObject fields(Object record, JsonObject json) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            switch (component.getName()) {
                case "clientName" -> client(json, "name", value);
                case "clientVersion" -> client(json, "version", value);
                default -> put(json, component.getName(), value);
            }
        }
        return json;
    }

    private static void client(JsonObject json, String part, @Nullable Object value) {
        if (value != null) {
            JsonObject client = json.getJsonObject("client", new JsonObject());
            json.put("client", client.put(part, value));
        }
    }

    private static void put(JsonObject json, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> list ->
                json.put(
                        name,
                        new JsonArray(list.stream()
                                .map(item ->
                                        item instanceof ClientFrame.Subscribe ? fields(item, new JsonObject()) : item)
                                .toList()));
            case Body body -> {
                JsonObject inner = fields(body, new JsonObject());
                json.put(name, body.data() == null ? inner : inner.put("data", new JsonObject(body.data())));
            }
            case ClientFrame.View view -> json.put(name, view.name().toLowerCase(Locale.ROOT));
            default -> json.put(name, value);
        }
    }

    private static @Nullable Object value(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component + " can't be read", e);
        }
    }
}
