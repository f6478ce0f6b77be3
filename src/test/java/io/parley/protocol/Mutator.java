package io.parley.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes bytes that are almost a frame, and some that are nothing like one. */
public final class Mutator {
    private static final int LONGEST = 4_096;

    private final List<byte[]> seeds;
    private final List<byte[]> tokens;
    private final RandomGenerator random;

    /** @param tokens what is spliced in beside random bytes */
    public Mutator(List<byte[]> seeds, List<byte[]> tokens, RandomGenerator random) {
        this.seeds = seeds;
        this.tokens = tokens;
        this.random = random;
    }

    public byte[] next() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = pick(seeds);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = mutate(bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] mutate(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> replace(bytes, at, to, new byte[0]);
            case 1 -> replace(bytes, at, at, pick(tokens));
            case 2 -> replace(bytes, at, to, pick(tokens));
            case 3 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 4 -> Arrays.copyOf(bytes, at);
            default -> flip(bytes);
        };
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }
}
