package io.parley.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends without end, always a few at a time, and reads along; comes back whenever the connection breaks, with the same
 * cids for what was not answered and with its cursor. Notes what it saw go wrong.
 */
public final class LoadClient implements Runnable {
    private static final int AT_ONCE = 16;

    /** What the server said of a send. */
    public record Acked(long seq, String text) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final String room;
    private final int port;
    private final String token;

    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Map<String, Acked> acked = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile @Nullable JsonSocket socket;
    private int made;
    private long epoch;
    private long seq;

    public LoadClient(String name, String room, int port, String token) {
        this.name = name;
        this.room = room;
        this.port = port;
        this.token = token;
    }

    /** Until {@link #finish}; then until everything is answered. */
    @Override
    public void run() {
        try {
            while (!stopping || !unanswered.isEmpty()) {
                connectOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    private void connectOnce() throws InterruptedException {
        JsonObject subscribe = new JsonObject().put("room", room).put("after", seq);
        if (seq > 0) {
            subscribe.put("epoch", epoch);
        }
        JsonSocket opened = JsonSocket.open(http, port, token, JsonArray.of(subscribe), this::hear);
        socket = opened;
        try {
            opened.welcome().get(5, TimeUnit.SECONDS);
            unanswered.forEach(this::say);
            fill();
            while (!opened.closed().isDone() && !(stopping && unanswered.isEmpty())) {
                waitFor(opened);
            }
        } catch (ExecutionException | TimeoutException down) {
            waitFor(opened);
        } finally {
            opened.abort();
        }
    }

    private static void waitFor(JsonSocket opened) throws InterruptedException {
        try {
            opened.closed().get(50, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException still) {
            // Then the caller looks again.
        }
    }

    private synchronized void fill() {
        while (!stopping && unanswered.size() < AT_ONCE) {
            String cid = name + "-" + made++;
            String text = "message " + cid + " 你好 مرحبا 👩‍👩‍👧‍👦";
            unanswered.put(cid, text);
            say(cid, text);
        }
    }

    private void say(String cid, String text) {
        Objects.requireNonNull(socket)
                .send(new JsonObject()
                        .put("type", "send")
                        .put("id", cid)
                        .put("room", room)
                        .put("cid", cid)
                        .put("body", new JsonObject().put("text", text)));
    }

    private void hear(JsonObject frame) {
        switch (frame.getString("type")) {
            case "entry" -> show(frame);
            case "sent" -> {
                String cid = frame.getString("cid");
                String text = unanswered.remove(cid);
                if (text != null) {
                    acked.put(cid, new Acked(frame.getLong("seq"), text));
                }
                fill();
            }
            case "error" -> {
                if (!frame.getBoolean("temporary")) {
                    fault("refused: " + frame.getString("code"));
                }
            }
            case "reset" -> fault("reset");
            default -> {}
        }
    }

    private void show(JsonObject entry) {
        if (entry.getLong("seq") != seq + 1) {
            fault("had " + seq + ", was shown " + entry.getLong("seq"));
        }
        seq = entry.getLong("seq");
        epoch = entry.getLong("epoch");
    }

    private synchronized void fault(String what) {
        faults.add(name + " " + what);
    }

    /** Sends nothing new, and waits until all is answered. */
    public boolean finish() throws InterruptedException {
        stopping = true;
        return done.await(60, TimeUnit.SECONDS);
    }

    public Map<String, Acked> acked() {
        return acked;
    }

    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
