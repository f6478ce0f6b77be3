package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded by {@code -Dparley.seed}; a failure names the seed. */
class FrameDecoderFuzzTest {
    private static final int ROUNDS = 20_000;

    private final long seed = Long.getLong("parley.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theSameBytesSayTheSameHoweverTheyAreCut() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = conversation();
            List<String> whole = new Decoding(Kind.EITHER).feed(bytes).events;
            Decoding cut = new Decoding(Kind.EITHER);
            for (int at = 0; at < bytes.length; ) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(300)));
                cut.feed(Arrays.copyOfRange(bytes, at, to));
                at = to;
            }
            assertThat(cut.events).as("seed %d, round %d", seed, round).isEqualTo(whole);
        }
    }

    @Test
    void noiseIsRefusedAndNeverThrows() {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[300];
            random.nextBytes(noise);
            List<String> events = new Decoding(Kind.EITHER).feed(noise).events;
            refused += events.stream().anyMatch(event -> event.startsWith("violated")) ? 1 : 0;
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(ROUNDS * 9 / 10);
    }

    /** Frames that are mostly sound: whole, fragmented, control frames between, now and then a flipped byte. */
    private byte[] conversation() {
        byte[] all = {};
        for (int messages = 1 + random.nextInt(5); messages > 0; messages--) {
            int opcode = random.nextBoolean() ? Opcode.TEXT : Opcode.BINARY;
            int fragments = random.nextInt(4);
            for (int i = 0; i <= fragments; i++) {
                int fin = i == fragments ? ClientFrames.FIN : 0;
                all = ClientFrames.join(all, ClientFrames.frame(fin | (i == 0 ? opcode : 0), payload()));
                if (random.nextInt(4) == 0) {
                    all = ClientFrames.join(all, control());
                }
            }
        }
        if (random.nextInt(3) == 0) {
            all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return all;
    }

    private byte[] payload() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1 + random.nextInt(120)); length > 0; length--) {
            int any = random.nextInt(random.nextBoolean() ? 0x80 : 0x2_0000);
            text.appendCodePoint(any >= 0xD800 && any <= 0xDFFF ? 'x' : any);
        }
        return ClientFrames.utf8(text.toString());
    }

    private byte[] control() {
        return switch (random.nextInt(8)) {
            case 0 -> ClientFrames.close(1000 + random.nextInt(16), "why");
            case 1, 2, 3 -> ClientFrames.frame(ClientFrames.FIN | Opcode.PONG, new byte[random.nextInt(126)]);
            default -> ClientFrames.frame(ClientFrames.FIN | Opcode.PING, new byte[random.nextInt(126)]);
        };
    }
}
