package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Outcome;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/** What {@link AppendingProcess} has said to be stored, over all its lives, held against what a store has. */
@NullUnmarked
final class Acked {
    private static final Pattern LINE = Pattern.compile("ack (\\S+) (\\S+) (\\d+) (-?\\d+) \\.");

    private record Ack(String room, long seq, int textHash) {}

    private final Map<String, Ack> byCid = new HashMap<>();

    /** A process on {@code dir}, under whatever the shell's {@code limits} say. */
    static Process start(Path dir, int padding, String limits) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        limits + " exec \"$@\"",
                        "sh",
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingProcess.class.getName(),
                        dir.toString(),
                        Integer.toString(padding))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads acks until there are {@code more} of them, or the process has ended. */
    void read(BufferedReader lines, int more) throws IOException {
        int until = byCid.size() + more;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            add(line);
            if (byCid.size() == until) {
                return;
            }
        }
    }

    /** Reads acks until the process has ended. */
    void readAll(BufferedReader lines) throws IOException {
        lines.lines().forEach(this::add);
    }

    static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The last line of a killed process may be cut; its append is then one of unknown outcome. */
    private void add(String line) {
        Matcher ack = LINE.matcher(line);
        if (ack.matches()) {
            byCid.put(
                    ack.group(2), new Ack(ack.group(1), Long.parseLong(ack.group(3)), Integer.parseInt(ack.group(4))));
        }
    }

    int size() {
        return byCid.size();
    }

    /** Every ack is there once, as acked; no log has a hole; repeats get the first seq. */
    void assertKeptBy(Opened store, int padding) {
        Map<String, Ack> stored = new HashMap<>();
        for (int i = 0; i < AppendingProcess.ROOMS; i++) {
            String room = "room" + i;
            long seq = 0;
            for (Entry entry : entries(store, room)) {
                assertThat(entry.seq()).as("no hole in %s", room).isEqualTo(++seq);
                if (entry.content() instanceof Content.Message message) {
                    Ack ack = new Ack(room, entry.seq(), message.body().text().hashCode());
                    assertThat(stored.put(entry.cid(), ack))
                            .as("%s once", entry.cid())
                            .isNull();
                }
            }
        }
        List<String> lost = byCid.keySet().stream()
                .filter(cid -> !byCid.get(cid).equals(stored.get(cid)))
                .toList();
        assertThat(lost).as("acked, but not stored as acked").isEmpty();
        assertRepeatsGetTheirSeq(store, padding);
    }

    private void assertRepeatsGetTheirSeq(Opened store, int padding) {
        byCid.entrySet().stream().limit(100).forEach(acked -> {
            String text = acked.getKey() + "x".repeat(padding);
            Ack ack = acked.getValue();
            Outcome outcome = await(store.log().append(AppendingProcess.append(ack.room(), acked.getKey(), text)));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Stored.class, repeated -> {
                assertThat(repeated.duplicate()).isTrue();
                assertThat(repeated.seq()).isEqualTo(ack.seq());
            });
        });
    }

    private static List<Entry> entries(Opened store, String room) {
        List<Entry> entries = new ArrayList<>();
        if (await(store.log().history(room)) == null) {
            return entries;
        }
        Page page;
        do {
            page = await(store.log().after(room, entries.size(), 5_000, 100_000_000));
            entries.addAll(page.entries());
        } while (!page.entries().isEmpty());
        return entries;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }
}
