package io.parley.protocol;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes random records by their components: any of a sealed family, each nullable component now and then null, and each
 * string of the alphabet that its component's name asks for. A frame inside another has no id. A new frame is covered without a word here.
 */
public final class RandomFrames {
    private static final List<String> TEXTS = List.of(
            "",
            "hello",
            "Grüße \uD83D\uDC4B\uD83C\uDFFD",
            "\"\\/\b\f\n\r\t\u0001\u007F\u2028\uFFFF",
            "日本語",
            "x".repeat(301));
    private static final List<String> OBJECTS =
            List.of("{}", "{\"a\":[1,{\"b\":null}],\"c\":\"é\\n\"}", "{\"deep\":[[[[[true]]]]],\"n\":-12}");

    private final RandomGenerator random;
    /** How many records the one being made stands in. */
    private int depth;

    public RandomFrames(RandomGenerator random) {
        this.random = random;
    }

    /** A random record of {@code type}, or of the sealed family that it is. */
    public <T> T next(Class<T> type) {
        if (type.isSealed()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return type.cast(next(permitted[random.nextInt(permitted.length)]));
        }
        if (type.isEnum()) {
            return pick(List.of(type.getEnumConstants()));
        }
        depth++;
        try {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(
                    Stream.of(components).map(this::component).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " can't be made", e);
        } finally {
            depth--;
        }
    }

    private @Nullable Object component(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean inner = depth > 1 && component.getName().equals("id");
        return nullable && (inner || random.nextBoolean()) ? null : value(component);
    }

    private Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return string(component.getName());
        }
        if (type == long.class || type == Long.class) {
            return random.nextInt(8) == 0 ? FrameRules.MAX_INTEGER : random.nextLong(1, 1_000);
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt(1, 200);
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == List.class) {
            AnnotatedParameterizedType list = (AnnotatedParameterizedType) component.getAnnotatedType();
            return list(component.getName(), (Class<?>) list.getAnnotatedActualTypeArguments()[0].getType());
        }
        return next(type);
    }

    private List<Object> list(String name, Class<?> of) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(of == String.class ? string(name) : next(of));
        }
        return items;
    }

    private String string(String name) {
        return switch (name) {
            case "room", "about" -> pick(List.of("general", "@ann", "d-1"));
            case "cid", "attachments" -> pick(List.of("c-1", "~x", "A.b_9"));
            case "mentions", "watch", "user", "from", "member" -> pick(List.of("ann", "bob-2"));
            case "status" -> pick(List.of("online", "away", "dnd"));
            case "data", "fields", "payload" -> pick(OBJECTS);
            case "emoji", "token", "id" -> pick(List.of("\uD83D\uDC4D", "one"));
            case "type" -> "x.poll";
            case "name" -> pick(List.of("poll", "a.b-c"));
            case "kind" -> pick(List.of("poll", "sticker"));
            case "clientName", "clientVersion" -> pick(List.of("js", "1.0 \uD83D\uDE80"));
            default -> pick(TEXTS);
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
