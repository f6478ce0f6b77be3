package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads a room from its beginning, a byte at most for each that it is allowed, into a receive buffer that holds little. */
final class SlowReader implements Runnable, AutoCloseable {
    private static final int RECEIVE_BUFFER = 4_096;
    private static final int READ = 256;

    private final String room;
    private final boolean acks;
    private final RawClient client;
    private final Semaphore allowed = new Semaphore(0);
    private final List<String> faults = new ArrayList<>();
    private long seq;
    private boolean ponged;

    SlowReader(int port, String token, String room, boolean acks) throws IOException {
        this.room = room;
        this.acks = acks;
        this.client = new RawClient(new Socket(), port, RECEIVE_BUFFER);
        client.socket.setSoTimeout(0);
        client.upgrade();
        say(new JsonObject()
                .put("type", "hello")
                .put("token", token)
                .put("acks", acks)
                .put("subscribe", JsonArray.of()));
        client.frame();
        say(new JsonObject().put("type", "subscribe").put("room", room).put("after", 0));
    }

    /** Any thread. */
    void allow(int bytes) {
        allowed.release(bytes);
    }

    /** Until the connection ends. */
    @Override
    public void run() {
        try (DataInputStream in = new DataInputStream(new Throttled(client.socket.getInputStream()))) {
            while (hear(in)) {
                // Each frame by itself.
            }
        } catch (IOException e) {
            if (!client.socket.isClosed()) {
                fault("the connection broke: " + e.getMessage());
            }
        }
    }

    private boolean hear(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        byte[] payload = new byte[second < 126 ? second : in.readUnsignedShort()];
        in.readFully(payload);
        switch (first) {
            case FIN | Opcode.TEXT -> understand(new JsonObject(new String(payload, StandardCharsets.UTF_8)));
            case FIN | Opcode.PING -> client.send(frame(FIN | Opcode.PONG, payload));
            default -> fault("was sent " + Integer.toHexString(first) + " " + new JsonArray(List.of(payload)));
        }
        return first != (FIN | Opcode.CLOSE);
    }

    private void understand(JsonObject frame) throws IOException {
        switch (frame.getString("type")) {
            case "entry" -> show(frame.getLong("seq"));
            case "pong" -> pong();
            case "reset", "unsubscribed", "error", "goodbye" -> fault(frame.encode());
            default -> {}
        }
    }

    private void show(long shown) throws IOException {
        if (take(shown) && acks) {
            say(new JsonObject().put("type", "ack").put("room", room).put("seq", shown));
        }
    }

    /** What is shown again after a rewind is known by its seq. */
    private synchronized boolean take(long shown) {
        if (shown > seq + 1 || (shown <= seq && !acks)) {
            faults.add("had " + seq + ", was shown " + shown);
        }
        boolean next = shown == seq + 1;
        seq = next ? shown : seq;
        return next;
    }

    private synchronized void pong() {
        ponged = true;
    }

    private synchronized void fault(@Nullable String what) {
        faults.add(String.valueOf(what));
    }

    void ping() throws IOException {
        say(new JsonObject().put("type", "ping").put("id", "p"));
    }

    private synchronized void say(JsonObject frame) throws IOException {
        client.send(text(frame.encode()));
    }

    synchronized boolean ponged() {
        return ponged;
    }

    /** How far it has been shown the room. */
    synchronized long seq() {
        return seq;
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() throws IOException {
        client.close();
        allow(READ);
    }

    private final class Throttled extends FilterInputStream {
        Throttled(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            allowed.acquireUninterruptibly();
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            int most = Math.min(count, READ);
            allowed.acquireUninterruptibly(most);
            int got = super.read(into, from, most);
            allowed.release(most - Math.max(0, got));
            return got;
        }
    }
}
