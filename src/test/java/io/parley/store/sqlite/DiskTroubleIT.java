package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.Outcome;
import io.parley.testkit.Needs;
import io.parley.testkit.Skips;
import io.parley.testkit.Tool;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and one that fails. */
@NullUnmarked
class DiskTroubleIT {
    private static final String TEXT = "x".repeat(2_000);

    @TempDir
    private Path dir;

    @Test
    @Needs(Tool.MOUNT)
    void whenTheDiskIsFullWritesAreRefusedNothingAckedIsLostAndTheStoreGoesOnByItself() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString())) {
            Skips.skip("nothing may be mounted here");
        }
        try (Mounted mounted = new Mounted(disk)) {
            Path ballast = Files.write(mounted.at().resolve("ballast"), new byte[6 << 20]);
            Opened store = open(mounted.at().resolve("data"), 0);
            fillAndGoOn(store, () -> Files.delete(ballast));
        }
    }

    @Test
    void whenItsQuotaIsReachedWritesAreRefusedUntilThereIsSpaceAgain() throws Exception {
        Opened store = open(dir, 6 << 20);
        fillAndGoOn(store, () -> store.trim("room0", 1_000));
    }

    @Test
    void whenTheDiskFailsTheProcessEndsAndRecoveryLosesNothingAcked() throws Exception {
        Acked acked = new Acked();
        Process process = Acked.start(dir, 2_000, "ulimit -f 16384;");
        try (BufferedReader lines = Acked.lines(process)) {
            acked.readAll(lines);
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(AppendingProcess.FATAL);
        assertThat(acked.size()).isPositive();

        Opened store = Opened.in(dir);
        acked.assertKeptBy(store, 2_000);
        store.close();
    }

    private record Mounted(Path at) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            run("umount", "--lazy", at.toString());
        }
    }

    private interface Freeing {
        void run() throws IOException;
    }

    private void fillAndGoOn(Opened store, Freeing freeing) throws IOException {
        await(store.accounts().register(new Account("ann", "ann", null, 1)));
        await(store.rooms().create(AppendingProcess.wish(0)));
        Map<String, Long> acked = new HashMap<>();
        List<String> refused = fill(store, acked);
        refused.forEach(
                cid -> assertThat(await(store.log().find(append(cid)))).as(cid).isNull());

        freeing.run();

        for (String cid : refused) {
            assertThat(await(store.log().append(append(cid)))).isInstanceOfSatisfying(Outcome.Stored.class, stored -> {
                assertThat(stored.duplicate()).isFalse();
                acked.put(cid, stored.seq());
            });
        }
        acked.forEach((cid, seq) -> assertThat(await(store.log().find(append(cid))))
                .isInstanceOfSatisfying(
                        Outcome.Stored.class, found -> assertThat(found.seq()).isEqualTo(seq)));
        long head = await(store.log().history("room0")).head();
        assertThat(head).isEqualTo(acked.size() + 2);
        assertThat(store.fatal).isEmpty();
        store.close();
    }

    /** Appends in groups until a whole group is refused; what was refused before in part is refused, too. */
    private List<String> fill(Opened store, Map<String, Long> acked) {
        List<String> refused = new ArrayList<>();
        for (int group = 0; refused.size() < 20; group++) {
            assertThat(group).as("groups until the disk is full").isLessThan(10_000);
            Map<String, Future<Outcome>> outcomes = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                String cid = group + "." + i;
                outcomes.put(cid, store.log().append(append(cid)));
            }
            outcomes.forEach((cid, outcome) -> {
                switch (await(outcome)) {
                    case Outcome.Stored stored -> acked.put(cid, stored.seq());
                    case Outcome.Busy busy -> refused.add(cid);
                    default -> throw new AssertionError(cid + ": " + outcome);
                }
            });
        }
        return refused;
    }

    private static Append append(String cid) {
        return AppendingProcess.append("room0", cid, TEXT);
    }

    private static Opened open(Path data, long maxBytes) throws StoreUnusable {
        return new Opened(data, SqliteSettings.defaults().withMaxBytes(maxBytes), InstantSource.system(), commit -> {});
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.onExit().join().exitValue() == 0;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }
}
