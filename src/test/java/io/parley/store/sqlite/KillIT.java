package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they append, one after the other on the same directory. */
class KillIT {
    private static final int KILLS = Integer.getInteger("parley.kills", 10);

    @TempDir
    private Path dir;

    @Test
    void whatWasAckedSurvivesTheDeathOfTheProcess() throws Exception {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        System.out.println("parley.seed=" + seed);
        Random random = new Random(seed);
        Acked acked = new Acked();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acked.size();
            appendAndKill(acked, 1 + random.nextInt(3_000));
            assertThat(acked.size()).isGreaterThan(before);
            Opened store = Opened.in(dir);
            acked.assertKeptBy(store, 10);
            store.close();
        }
        System.out.println(KILLS + " processes killed, " + acked.size() + " acked appends, 0 lost");
    }

    /** What the process managed to say before it died counts, also when it was read after. */
    private void appendAndKill(Acked acked, int acks) throws IOException, InterruptedException {
        Process process = Acked.start(dir, 10, "");
        try (BufferedReader lines = Acked.lines(process)) {
            acked.read(lines, acks);
            process.toHandle().destroyForcibly();
            acked.readAll(lines);
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
