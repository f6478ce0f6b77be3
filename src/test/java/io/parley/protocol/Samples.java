package io.parley.protocol;

import static java.util.Map.entry;

import io.parley.protocol.ClientFrame.View;
import io.parley.protocol.ServerFrame.Unsubscribed.Why;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Resumption;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.parley.room.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One frame of each sort, and of some sorts several, by the name of the golden file that shows it. */
public final class Samples {
    private static final long AT = 1_763_800_000_000L;
    private static final Body BODY = new Body(
            "Grüße an \uD83D\uDC4B @ann", "{\"poll\":{\"n\":1.50,\"open\":true}}", List.of("f-17"), List.of("ann"));

    private Samples() {}

    public static Map<String, ClientFrame> clientFrames() {
        return new TreeMap<>(Map.ofEntries(
                entry("client-hello", new ClientFrame.Hello("1", null, null, null, false, false, List.of())),
                entry(
                        "client-hello-full",
                        new ClientFrame.Hello(
                                "1",
                                "eyJhbGciOi",
                                "parley-js",
                                "0.1.0",
                                true,
                                true,
                                List.of(
                                        new ClientFrame.Subscribe(null, "general", 41L, 3L),
                                        new ClientFrame.Subscribe(null, "random", 0L, null),
                                        new ClientFrame.Subscribe(null, "@ann", null, null)))),
                entry("client-subscribe", new ClientFrame.Subscribe("2", "general", 41L, 3L)),
                entry("client-subscribe-from-head", new ClientFrame.Subscribe("2", "general", null, null)),
                entry("client-unsubscribe", new ClientFrame.Unsubscribe("3", "general")),
                entry("client-send", new ClientFrame.Send("4", "general", "c-1", Body.of("hello"), null, null)),
                entry("client-send-full", new ClientFrame.Send("4", "general", "c-1", BODY, 40L, 12L)),
                entry("client-edit", new ClientFrame.Edit("5", "general", 42, "c-2", Body.of("hello again"))),
                entry("client-delete", new ClientFrame.Delete("6", "general", 42, "c-3")),
                entry("client-react", new ClientFrame.React("7", "general", 42, "c-4", "\uD83D\uDC4D", true)),
                entry("client-ack", new ClientFrame.Ack(null, "general", 42)),
                entry("client-read", new ClientFrame.Read("8", "general", 42)),
                entry("client-typing", new ClientFrame.Typing(null, "general", true)),
                entry("client-presence", new ClientFrame.Presence("9", "away", null)),
                entry("client-presence-watch", new ClientFrame.Presence("9", null, List.of("ann", "bob"))),
                entry("client-history", new ClientFrame.History("10", "general", 42L, null, null, 50, View.MESSAGES)),
                entry(
                        "client-history-after",
                        new ClientFrame.History("10", "general", null, 0L, null, 1, View.MESSAGES)),
                entry(
                        "client-history-full",
                        new ClientFrame.History("10", "general", null, null, 42L, 200, View.ENTRIES)),
                entry("client-refresh", new ClientFrame.Refresh("11", "eyJhbGciOi")),
                entry("client-ping", new ClientFrame.Ping("12")),
                entry(
                        "client-extension",
                        new ClientFrame.Extension(
                                "13",
                                "poll.open",
                                "{\"type\":\"x.poll.open\",\"id\":\"13\",\"question\":\"Lunch?\"}"))));
    }

    public static Map<String, ServerFrame> serverFrames() {
        Map<String, ServerFrame> frames = new TreeMap<>(Map.ofEntries(
                entry("server-welcome", welcome()),
                entry("server-subscribed", subscribed()),
                entry("server-subscribed-reader", new ServerFrame.Subscribed("2", "news", 1, 9, 1, null, 0, 9)),
                entry("server-error", new ServerFrame.Refused("4", refusal())),
                entry(
                        "server-error-busy",
                        new ServerFrame.Refused(
                                "4",
                                Problem.of(Code.BUSY, "The store's queue is full.")
                                        .about("general", "c-1")
                                        .retryAfter(250))),
                entry(
                        "server-error-cid-reused",
                        new ServerFrame.Refused(
                                "4",
                                Problem.of(Code.CID_REUSED, "The cid names an entry with other content.")
                                        .about("general", "c-1")
                                        .at(42))),
                entry("server-caught-up", new ServerFrame.CaughtUp("general", 42)),
                entry("server-rewound", new ServerFrame.Rewound("general", 40)),
                entry("server-reset", new ServerFrame.Reset("general", 3, 100, 140, 100, Resumption.Reason.TRIMMED)),
                entry("server-unsubscribed", new ServerFrame.Unsubscribed("general", Why.REMOVED, 43L)),
                entry("server-unsubscribed-deleted", new ServerFrame.Unsubscribed("general", Why.ROOM_DELETED, null)),
                entry("server-sent", new ServerFrame.Sent("4", "general", "c-1", 3, 42, AT, false)),
                entry("server-sent-duplicate", new ServerFrame.Sent("4", "general", "c-1", 3, 42, AT, true)),
                entry("server-page", page()),
                entry("server-page-messages", pageOfMessages()),
                entry("server-page-last", new ServerFrame.Listing("10", "general", 3, 43, 44, 43, List.of(), null)),
                entry("server-ok", new ServerFrame.Ok("3", null)),
                entry("server-ok-refresh", new ServerFrame.Ok("11", AT + 900_000)),
                entry("server-pong", new ServerFrame.Pong("12")),
                entry("server-ping", new ServerFrame.Ping()),
                entry("server-typing", new ServerFrame.Typing("general", "ann", true)),
                entry("server-presence", new ServerFrame.Presence("ann", "away", AT)),
                entry("server-receipt", new ServerFrame.Receipt("general", "ann", 42L, 40L)),
                entry(
                        "server-goodbye",
                        new ServerFrame.Goodbye("this node is leaving", CloseReason.Reconnect.NOW, 12_000, 250L)),
                entry(
                        "server-answer",
                        new ServerFrame.Answer("13", "x.poll.open", "{\"poll\":\"p-1\",\"votes\":{\"yes\":1.0}}"))));
        contents().forEach((name, content) -> frames.put(name, new ServerFrame.Shown(entry42(content))));
        return frames;
    }

    public static Map<String, Content> contents() {
        return new TreeMap<>(Map.ofEntries(
                entry("entry-message", new Content.Message(Body.of("hello"), null, null)),
                entry("entry-message-full", new Content.Message(BODY, 40L, 12L)),
                entry("entry-message-redacted", new Content.Message(null, 40L, null)),
                entry("entry-edit", new Content.Edit(41, Body.of("hello again"))),
                entry("entry-edit-redacted", new Content.Edit(41, null)),
                entry("entry-delete", new Content.Delete(41)),
                entry("entry-reaction", new Content.Reaction(41, "\uD83D\uDC4D", true)),
                entry("entry-member", new Content.Membership("bob", Change.ADDED, Role.MEMBER, null)),
                entry("entry-member-muted", new Content.Membership("bob", Change.MUTED, null, AT + 60_000)),
                entry("entry-room", new Content.RoomChange("General", "All and sundry", RoomKind.PUBLIC, false)),
                entry("entry-room-slow", new Content.RoomChange(null, null, null, false, 30)),
                entry("entry-room-deleted", new Content.RoomChange(null, null, null, true)),
                entry("entry-notice", new Content.Notice("mentioned", "general", 42L)),
                entry("entry-notice-removed", new Content.Notice("removed", "general", null)),
                entry("entry-announcement", new Content.Announcement(Body.of("maintenance at noon"))),
                entry("entry-announcement-redacted", new Content.Announcement(null)),
                entry("entry-unknown-kind", new Content.Opaque("poll", "{\"question\":\"Lunch?\",\"n\":1.50}"))));
    }

    private static Entry entry42(Content content) {
        return new Entry("general", 3, 42, AT, "ann", "c-1", content);
    }

    private static ServerFrame.Subscribed subscribed() {
        return new ServerFrame.Subscribed("2", "general", 3, 42, 1, Role.MEMBER, 40, 2);
    }

    private static Problem refusal() {
        return Problem.field(Code.BAD_REQUEST, "body.text", "body.text is missing")
                .about("general", "c-1");
    }

    private static ServerFrame welcome() {
        return new ServerFrame.Welcome(
                "1",
                "ann",
                "s-1",
                "parley-0",
                AT + 900_000,
                25_000,
                10_000,
                Limits.DEFAULT,
                AT,
                List.of(
                        new ServerFrame.Subscribed(null, "general", 3, 42, 1, Role.OWNER, 40, 2),
                        new ServerFrame.Refused(
                                null,
                                Problem.of(Code.NOT_FOUND, "There is no such room.")
                                        .about("secret", null))));
    }

    private static ServerFrame pageOfMessages() {
        return new ServerFrame.Listing(
                "10",
                "general",
                3,
                47,
                1,
                47,
                List.of(
                        new Item(
                                new Entry(
                                        "general",
                                        3,
                                        41,
                                        AT,
                                        "ann",
                                        "c-0",
                                        new Content.Message(Body.of("hello again"), 40L, null)),
                                AT + 1_000,
                                null,
                                List.of(new Tally("\uD83D\uDC4D", 2, true), new Tally(":+1:", 1, false))),
                        new Item(entry42(new Content.Message(null, null, null)), null, AT + 2_000, List.of())),
                null);
    }

    private static ServerFrame page() {
        return new ServerFrame.Listing(
                "10",
                "general",
                3,
                43,
                1,
                43,
                List.of(
                        Item.of(new Entry(
                                "general", 3, 41, AT, "ann", "c-0", new Content.Message(Body.of("hi"), null, null))),
                        Item.of(entry42(new Content.Delete(41)))),
                41L);
    }
}
