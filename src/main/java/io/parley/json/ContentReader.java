package io.parley.json;

import io.parley.protocol.Field.Shape;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one content. Their values were judged when they came in; whether this version knows them was not. */
final class ContentReader {
    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("body", Shape.BODY),
            Map.entry("replyTo", Shape.INTEGER),
            Map.entry("thread", Shape.INTEGER),
            Map.entry("target", Shape.INTEGER),
            Map.entry("emoji", Shape.TEXT),
            Map.entry("on", Shape.FLAG),
            Map.entry("member", Shape.TEXT),
            Map.entry("change", Shape.TEXT),
            Map.entry("role", Shape.TEXT),
            Map.entry("until", Shape.INTEGER),
            Map.entry("name", Shape.TEXT),
            Map.entry("topic", Shape.TEXT),
            Map.entry("roomKind", Shape.TEXT),
            Map.entry("deleted", Shape.FLAG),
            Map.entry("slowMode", Shape.INTEGER),
            Map.entry("notice", Shape.TEXT));

    private static final Map<String, Shape> ABOUT_SHAPES = Map.of("room", Shape.TEXT, "seq", Shape.INTEGER);

    private final ValueReader values;
    /** By path. */
    private final Map<String, Object> found = new HashMap<>();

    ContentReader(ValueReader values) {
        this.values = values;
    }

    /** The content at hand; null for a kind, or a form of one, that this version does not know. */
    @Nullable
    Content read(String kind) throws IOException {
        boolean known = values.object(name -> {
            if (name.equals("about")) {
                values.object(part -> value("about." + part, ABOUT_SHAPES.get(part)));
            } else {
                value(name, SHAPES.get(name));
            }
        });
        return known && found.values().stream().noneMatch(Problem.class::isInstance) ? content(kind) : null;
    }

    private void value(String path, @Nullable Shape shape) throws IOException {
        if (shape == null) {
            values.skip();
            return;
        }
        Object value = values.read(shape, path);
        if (value != null) {
            found.put(path, value);
        }
    }

    private @Nullable Content content(String kind) {
        Body body = (Body) found.get("body");
        return switch (kind) {
            case "message" -> new Content.Message(body, integer("replyTo"), integer("thread"));
            case "announcement" -> new Content.Announcement(body);
            case "edit", "delete", "reaction" -> {
                Long target = integer("target");
                yield target == null ? null : about(target, kind, body);
            }
            case "member" -> membership();
            case "room" -> roomChange();
            case "notice" -> notice();
            default -> null;
        };
    }

    private @Nullable Content about(long target, String kind, @Nullable Body body) {
        if (kind.equals("edit")) {
            return new Content.Edit(target, body);
        }
        if (kind.equals("delete")) {
            return new Content.Delete(target);
        }
        String emoji = text("emoji");
        return emoji == null || !found.containsKey("on") ? null : new Content.Reaction(target, emoji, flag("on"));
    }

    private @Nullable Content membership() {
        String member = text("member");
        Change change = named("change", Change.values(), Change::wireName);
        Role role = named("role", Role.values(), Role::wireName);
        if (member == null || change == null || (role == null && text("role") != null)) {
            return null;
        }
        return new Content.Membership(member, change, role, integer("until"));
    }

    private @Nullable Content roomChange() {
        RoomKind kind = named("roomKind", RoomKind.values(), RoomKind::wireName);
        boolean known = kind != null || text("roomKind") == null;
        Long slowMode = integer("slowMode");
        if (!known || (slowMode != null && slowMode > Room.MAX_SLOW_MODE)) {
            return null;
        }
        return new Content.RoomChange(
                text("name"), text("topic"), kind, flag("deleted"), slowMode == null ? null : slowMode.intValue());
    }

    private @Nullable Content notice() {
        String notice = text("notice");
        String room = text("about.room");
        return notice == null || room == null ? null : new Content.Notice(notice, room, integer("about.seq"));
    }

    private @Nullable String text(String path) {
        return (String) found.get(path);
    }

    private @Nullable Long integer(String path) {
        return (Long) found.get(path);
    }

    private boolean flag(String path) {
        return Boolean.TRUE.equals(found.get(path));
    }

    private <T> @Nullable T named(String path, T[] all, Function<T, String> wireName) {
        String name = text(path);
        for (T one : all) {
            if (wireName.apply(one).equals(name)) {
                return one;
            }
        }
        return null;
    }
}
