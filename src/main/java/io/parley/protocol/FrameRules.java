package io.parley.protocol;

import io.parley.protocol.ClientFrame.View;
import io.parley.room.Body;
import io.parley.room.Ids;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What makes a draft a client frame: the same for every codec. Stateless and thread-safe. */
public final class FrameRules {
    /** The largest integer that every reader of JSON keeps exactly. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    private static final int ID_CHARS = 64;
    private static final int NAME_CHARS = 64;
    private static final int TOKEN_CHARS = 8_192;
    private static final int EMOJI_CHARS = 64;
    private static final int SUBSCRIPTIONS = 1_000;
    private static final int WATCHED = 100;
    private static final int HISTORY_MAX = 200;
    private static final long HISTORY_DEFAULT = 50;
    private static final Set<String> STATUSES = Set.of("online", "away", "dnd");
    private static final String EXTENSION = "x.";

    private final BodyRules bodies;

    public FrameRules(Limits limits) {
        bodies = new BodyRules(limits.textChars());
    }

    /**
     * The frame that the draft is, or a failure with the problem, which bears the room and the cid where the draft does.
     *
     * @param whole the frame as compact JSON text; asked for an extension only, and may fail likewise
     */
    public ClientFrame judge(Draft draft, Supplier<String> whole) {
        try {
            Problem fault = draft.fault();
            if (fault != null) {
                throw new Failure(fault);
            }
            return frame(draft, whole);
        } catch (Failure failure) {
            throw new Failure(
                    failure.problem().about(draft.peek(Field.ROOM, Ids::isRoom), draft.peek(Field.CID, Ids::isCid)));
        }
    }

    /** The draft's id, where it has a valid one. */
    public static @Nullable String id(Draft draft) {
        return draft.peek(Field.ID, id -> Text.fits(id, ID_CHARS) && Text.isClean(id));
    }

    private ClientFrame frame(Draft d, Supplier<String> whole) {
        String type = type(d);
        String id = d.text(Field.ID, ID_CHARS);
        return switch (type) {
            case "hello" -> hello(id, d);
            case "subscribe" -> subscribe(id, d);
            case "unsubscribe" -> new ClientFrame.Unsubscribe(id, room(d));
            case "send" -> send(id, d);
            case "edit" -> new ClientFrame.Edit(id, room(d), seq(d, 1), cid(d), body(d));
            case "delete" -> new ClientFrame.Delete(id, room(d), seq(d, 1), cid(d));
            case "react" -> new ClientFrame.React(id, room(d), seq(d, 1), cid(d), emoji(d), flag(d, Field.ON));
            case "ack" -> new ClientFrame.Ack(id, room(d), seq(d, 0));
            case "read" -> new ClientFrame.Read(id, room(d), seq(d, 0));
            case "typing" -> new ClientFrame.Typing(id, room(d), flag(d, Field.ON));
            case "presence" -> presence(id, d);
            case "history" -> history(id, d);
            case "refresh" -> new ClientFrame.Refresh(id, d.need(Field.TOKEN, d.text(Field.TOKEN, TOKEN_CHARS)));
            case "ping" -> new ClientFrame.Ping(id);
            default -> extension(id, type, whole);
        };
    }

    private static String type(Draft d) {
        try {
            return d.need(Field.TYPE, (String) d.get(Field.TYPE));
        } catch (Failure failure) {
            throw new Failure(Problem.field(
                    Code.BAD_FRAME, Field.TYPE.wireName(), failure.problem().message()));
        }
    }

    private static ClientFrame extension(@Nullable String id, String type, Supplier<String> whole) {
        String name = type.startsWith(EXTENSION) ? type.substring(EXTENSION.length()) : "";
        if (!Ids.isCid(name)) {
            throw Failure.of(Code.UNKNOWN_TYPE, "There is no such type of frame.");
        }
        return new ClientFrame.Extension(id, name, whole.get());
    }

    private static ClientFrame hello(@Nullable String id, Draft d) {
        Draft.Client client = (Draft.Client) d.get(Field.CLIENT);
        String name = client == null ? null : client.name();
        String version = client == null ? null : client.version();
        if (name != null) {
            Draft.clean("client.name", name, NAME_CHARS);
        }
        if (version != null) {
            Draft.clean("client.version", version, NAME_CHARS);
        }
        boolean acks = Boolean.TRUE.equals(d.flag(Field.ACKS));
        boolean pings = Boolean.TRUE.equals(d.flag(Field.PINGS));
        String token = d.text(Field.TOKEN, TOKEN_CHARS);
        return new ClientFrame.Hello(id, token, name, version, acks, pings, subscriptions(d));
    }

    @SuppressWarnings("unchecked")
    private static List<ClientFrame.Subscribe> subscriptions(Draft d) {
        List<ClientFrame.Subscribe> wanted = (List<ClientFrame.Subscribe>) d.get(Field.SUBSCRIBE);
        if (wanted == null) {
            return List.of();
        }
        if (wanted.size() > SUBSCRIPTIONS) {
            throw Draft.bad(Field.SUBSCRIBE.wireName(), "must have at most " + SUBSCRIPTIONS + " items");
        }
        for (int i = 0; i < wanted.size(); i++) {
            check("subscribe[" + i + "].", wanted.get(i));
        }
        return wanted;
    }

    private static ClientFrame subscribe(@Nullable String id, Draft d) {
        ClientFrame.Subscribe wanted =
                new ClientFrame.Subscribe(id, room(d), (Long) d.get(Field.AFTER), (Long) d.get(Field.EPOCH));
        check("", wanted);
        return wanted;
    }

    private static void check(String path, ClientFrame.Subscribe wanted) {
        if (!Ids.isRoom(wanted.room())) {
            throw Draft.bad(path + "room", "must be a room id");
        }
        Long after = wanted.after();
        Long epoch = wanted.epoch();
        if (after != null) {
            Draft.within(path + "after", after, 0, MAX_INTEGER);
        }
        if (epoch != null) {
            Draft.within(path + "epoch", epoch, 1, MAX_INTEGER);
        } else if (after != null && after > 0) {
            throw Draft.bad(path + "epoch", "is needed with after above 0");
        }
    }

    private ClientFrame send(@Nullable String id, Draft d) {
        return new ClientFrame.Send(
                id, room(d), cid(d), body(d), position(d, Field.REPLY_TO, 1), position(d, Field.THREAD, 1));
    }

    @SuppressWarnings("unchecked")
    private static ClientFrame presence(@Nullable String id, Draft d) {
        String status = d.text(Field.STATUS, NAME_CHARS);
        List<String> watch = (List<String>) d.get(Field.WATCH);
        if ((status == null) == (watch == null)) {
            throw Draft.bad(Field.STATUS.wireName(), "or watch must be given, and not both");
        }
        if (status != null && !STATUSES.contains(status)) {
            throw Draft.bad(Field.STATUS.wireName(), "must be online, away or dnd");
        }
        if (watch != null) {
            BodyRules.list(Field.WATCH.wireName(), watch, WATCHED, Ids::isUser, "a user id");
        }
        return new ClientFrame.Presence(id, status, watch);
    }

    private static ClientFrame history(@Nullable String id, Draft d) {
        String room = room(d);
        Long before = position(d, Field.BEFORE, 1);
        Long after = position(d, Field.AFTER, 0);
        Long around = position(d, Field.AROUND, 1);
        int given = (before == null ? 0 : 1) + (after == null ? 0 : 1) + (around == null ? 0 : 1);
        if (given != 1) {
            throw Draft.bad(Field.BEFORE.wireName(), "or after or around must be given, and only one of them");
        }
        Long limit = d.integer(Field.LIMIT, 1, HISTORY_MAX);
        int count = Math.toIntExact(limit == null ? HISTORY_DEFAULT : limit);
        return new ClientFrame.History(id, room, before, after, around, count, view(d));
    }

    private static View view(Draft d) {
        String view = d.text(Field.VIEW, NAME_CHARS);
        return switch (view == null ? "messages" : view) {
            case "messages" -> View.MESSAGES;
            case "entries" -> View.ENTRIES;
            default -> throw Draft.bad(Field.VIEW.wireName(), "must be messages or entries");
        };
    }

    private static String room(Draft d) {
        String room = d.need(Field.ROOM, (String) d.get(Field.ROOM));
        if (!Ids.isRoom(room)) {
            throw Draft.bad(Field.ROOM.wireName(), "must be a room id");
        }
        return room;
    }

    private static String cid(Draft d) {
        String cid = d.need(Field.CID, (String) d.get(Field.CID));
        if (!Ids.isCid(cid)) {
            throw Draft.bad(Field.CID.wireName(), "must be 1 to 64 of A-Z a-z 0-9 . _ ~ -");
        }
        return cid;
    }

    private Body body(Draft d) {
        return bodies.check(d.need(Field.BODY, (Body) d.get(Field.BODY)));
    }

    private static String emoji(Draft d) {
        String emoji = d.need(Field.EMOJI, d.text(Field.EMOJI, EMOJI_CHARS));
        if (emoji.isEmpty() || emoji.codePoints().anyMatch(FrameRules::isBlankOrControl)) {
            throw Draft.bad(Field.EMOJI.wireName(), "must show something, without spaces and control characters");
        }
        return emoji;
    }

    /** Joiners and variation selectors are no such thing: emoji are made of them. Marks of direction are. */
    private static boolean isBlankOrControl(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean flag(Draft d, Field field) {
        return d.need(field, d.flag(field));
    }

    private static long seq(Draft d, long min) {
        return d.need(Field.SEQ, position(d, Field.SEQ, min));
    }

    private static @Nullable Long position(Draft d, Field field, long min) {
        return d.integer(field, min, MAX_INTEGER);
    }
}
