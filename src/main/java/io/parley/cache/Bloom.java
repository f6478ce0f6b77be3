package io.parley.cache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of texts that never denies one that is in it, and affirms fewer than 1 in 100 of those that are not. It grows by
 * layers, each twice as large as the one before, up to a bound; full, it affirms everything. Looking is lock-free.
 */
final class Bloom {
    /** With 16 bits for each text, a full layer affirms 1 in 1,700 that it does not hold. */
    private static final int PROBES = 8;

    private static final int BITS_EACH = 16;
    private static final int FIRST_LAYER = 1 << 16;

    private record Layer(AtomicLongArray words, int most) {
        static Layer of(int most) {
            return new Layer(new AtomicLongArray(most / Long.SIZE * BITS_EACH), most);
        }

        boolean contains(long hash) {
            for (int i = 0; i < PROBES; i++) {
                int bit = bit(hash, i);
                if ((words.get(bit >>> 6) & 1L << bit) == 0) {
                    return false;
                }
            }
            return true;
        }

        void add(long hash) {
            for (int i = 0; i < PROBES; i++) {
                int bit = bit(hash, i);
                words.getAndAccumulate(bit >>> 6, 1L << bit, (old, mask) -> old | mask);
            }
        }

        /** Powers of two long, so that the low bits choose. */
        private int bit(long hash, int probe) {
            int step = (int) (hash >>> 32) | 1;
            return ((int) hash + probe * step) & (most * BITS_EACH - 1);
        }
    }

    private final long maxBytes;
    /** Nobody outside can know which texts are taken for which. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private volatile Layer[] layers = {Layer.of(FIRST_LAYER)};
    private volatile boolean full;
    /** In the last layer. */
    private int held;

    private long size;

    /** @param maxBytes what it may take of the memory; at least a first layer of 128 KiB is there */
    Bloom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    boolean mayContain(String text) {
        return full || contains(layers, hash(text));
    }

    private static boolean contains(Layer[] layers, long hash) {
        for (Layer layer : layers) {
            if (layer.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    synchronized void add(String text) {
        long hash = hash(text);
        if (full || contains(layers, hash)) {
            return;
        }
        Layer last = layers[layers.length - 1];
        if (held == last.most()) {
            if (bytes() + 2 * bytes(last.most()) > maxBytes) {
                full = true;
                return;
            }
            last = grow(last.most() * 2);
        }
        last.add(hash);
        held++;
        size++;
    }

    private Layer grow(int most) {
        Layer[] more = new Layer[layers.length + 1];
        System.arraycopy(layers, 0, more, 0, layers.length);
        more[layers.length] = Layer.of(most);
        layers = more;
        held = 0;
        return more[more.length - 1];
    }

    /** How many it holds, about. */
    synchronized long size() {
        return size;
    }

    long bytes() {
        long bytes = 0;
        for (Layer layer : layers) {
            bytes += bytes(layer.most());
        }
        return bytes;
    }

    private static long bytes(long most) {
        return most * BITS_EACH / Byte.SIZE;
    }

    private long hash(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
