package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;

/** How far a client comes before it goes, told to a real server. Where an answer is due, it must be the right one. */
enum Visit {
    CONNECTED,
    HALF_A_HEAD,
    REFUSED_FOR_ITS_KEY,
    REFUSED_FOR_ITS_ORIGIN,
    NO_UPGRADE,
    REFUSED_FOR_ITS_TOKEN,
    UPGRADE_UNDER_WAY,
    UPGRADED,
    UPGRADED_AND_CLOSED,
    HALF_A_HELLO,
    HELLO_UNDER_WAY,
    HELLO_UNDER_WAY_AFTER_A_TOKEN,
    HELLO_REFUSED,
    WELCOMED,
    WELCOMED_AND_CLOSED,
    HALF_A_FRAME,
    SUBSCRIBE_UNDER_WAY,
    UNSUBSCRIBE_UNDER_WAY,
    SUBSCRIBED,
    BACKLOG_UNREAD,
    SEND_UNDER_WAY,
    HISTORY_UNDER_WAY,
    EXTENSION_UNDER_WAY,
    CLOSED_FOR_ITS_FRAME,
    CLOSED_FOR_ITS_NONSENSE;

    /** A room with much to read, and one with little. */
    static final String BACKLOG = "backlog";

    static final String HALL = "hall";

    private static final int BAD_FRAMES = 20;

    /** @param number names what this visit writes */
    void to(int port, String token, int number, boolean reset) throws IOException {
        int buffer = this == BACKLOG_UNREAD ? 4_096 : 0;
        try (RawClient client = new RawClient(new Socket(), port, buffer)) {
            come(client, token, number);
            if (reset) {
                client.socket.setSoLinger(true, 0);
            }
        }
    }

    private void come(RawClient client, String token, int number) throws IOException {
        switch (this) {
            case CONNECTED -> {}
            case HALF_A_HEAD -> client.send(RawClient.upgradeRequest().substring(0, 60));
            case REFUSED_FOR_ITS_KEY -> refused(client, 400, RawClient.upgradeRequest("Sec-WebSocket-Key: short"));
            case REFUSED_FOR_ITS_ORIGIN ->
                refused(client, 403, RawClient.upgradeRequest("Origin: https://evil.example"));
            case NO_UPGRADE -> refused(client, 426, RawClient.request("Accept: */*"));
            case REFUSED_FOR_ITS_TOKEN -> refused(client, 401, RawClient.upgradeRequest("Authorization: Bearer bad"));
            case UPGRADE_UNDER_WAY -> client.send(RawClient.upgradeRequest("Authorization: Bearer " + token));
            case UPGRADED -> client.upgrade();
            case UPGRADED_AND_CLOSED -> {
                client.upgrade();
                closes(client);
            }
            case HALF_A_HELLO -> {
                client.upgrade();
                half(client, hello(token));
            }
            case HELLO_UNDER_WAY -> {
                client.upgrade();
                client.send(text(hello(token)));
            }
            case HELLO_UNDER_WAY_AFTER_A_TOKEN -> {
                client.upgrade("Authorization: Bearer " + token);
                client.send(text(hello(token)), text(subscribe(BACKLOG)));
            }
            case HELLO_REFUSED -> {
                client.upgrade();
                client.send(text(hello(token + "x")));
                assertThat(client.frame().code()).isEqualTo(CloseReason.UNAUTHENTICATED.code());
            }
            default -> {
                client.upgrade();
                client.send(text(hello(token)));
                expect(client, "welcome");
                stay(client, number);
            }
        }
    }

    private void stay(RawClient client, int number) throws IOException {
        switch (this) {
            case WELCOMED_AND_CLOSED -> closes(client);
            case HALF_A_FRAME -> half(client, subscribe(BACKLOG));
            case SUBSCRIBE_UNDER_WAY -> client.send(text(subscribe(BACKLOG)), text(subscribe(BACKLOG)));
            case UNSUBSCRIBE_UNDER_WAY ->
                client.send(
                        text(subscribe(BACKLOG)),
                        text(json("unsubscribe").put("room", BACKLOG).encode()));
            case SUBSCRIBED -> {
                client.send(text(subscribe(BACKLOG)));
                await(client, "subscribed");
            }
            case BACKLOG_UNREAD -> {
                client.send(text(
                        json("subscribe").put("room", BACKLOG).put("after", 0).encode()));
                await(client, "entry");
            }
            case SEND_UNDER_WAY -> client.send(text(send(number)));
            case HISTORY_UNDER_WAY ->
                client.send(text(json("history")
                        .put("room", BACKLOG)
                        .put("after", 0)
                        .put("limit", 200)
                        .encode()));
            case EXTENSION_UNDER_WAY -> client.send(text(json("x.nobody").encode()));
            case CLOSED_FOR_ITS_FRAME -> {
                client.send(frame(FIN | 0x3));
                awaitClose(client, CloseReason.PROTOCOL_ERROR);
            }
            case CLOSED_FOR_ITS_NONSENSE -> {
                for (int i = 0; i < BAD_FRAMES; i++) {
                    client.send(text("nonsense"));
                }
                awaitClose(client, CloseReason.BAD_FRAMES);
            }
            default -> {}
        }
    }

    private static void refused(RawClient client, int status, String request) throws IOException {
        client.send(request);
        assertThat(client.response().status()).isEqualTo(status);
    }

    private static void half(RawClient client, String text) throws IOException {
        byte[] whole = text(text);
        client.send(Arrays.copyOf(whole, whole.length / 2));
    }

    private static void closes(RawClient client) throws IOException {
        client.send(close(1000, ""));
        awaitClose(client, 1000);
        assertThat(client.ended()).isTrue();
    }

    private static void expect(RawClient client, String type) throws IOException {
        assertThat(client.frame().payload()).startsWith("{\"type\":\"" + type + "\"");
    }

    private static void await(RawClient client, String type) throws IOException {
        while (!client.frame().payload().startsWith("{\"type\":\"" + type + "\"")) {
            // What comes before it is not of interest here.
        }
    }

    private static void awaitClose(RawClient client, CloseReason reason) throws IOException {
        awaitClose(client, reason.code());
    }

    private static void awaitClose(RawClient client, int code) throws IOException {
        RawClient.Frame frame = client.frame();
        while (frame.first() != (FIN | Opcode.CLOSE)) {
            frame = client.frame();
        }
        assertThat(frame.code()).isEqualTo(code);
    }

    private static JsonObject json(String type) {
        return new JsonObject().put("type", type);
    }

    private static String hello(String token) {
        JsonArray rooms = JsonArray.of(new JsonObject().put("room", HALL), new JsonObject().put("room", "nowhere"));
        return json("hello").put("token", token).put("subscribe", rooms).encode();
    }

    private static String subscribe(String room) {
        return json("subscribe").put("room", room).encode();
    }

    /** Mostly a retry: what is new stays among the recent entries in memory, up to a limit that is not reached here. */
    private static String send(int number) {
        JsonObject body = new JsonObject().put("text", "a visitor's word");
        return json("send")
                .put("room", HALL)
                .put("cid", "v" + number / 500)
                .put("body", body)
                .encode();
    }
}
