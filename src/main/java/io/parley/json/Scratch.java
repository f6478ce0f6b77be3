package io.parley.json;

import java.io.OutputStream;
import java.util.Arrays;

/** Where a thread writes one frame after another. It keeps its room between frames, up to {@link #KEPT}. */
final class Scratch extends OutputStream {
    private static final int KEPT = 64 * 1024;
    private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

    private byte[] bytes = new byte[1024];
    private int size;

    private Scratch() {}

    /** This thread's, emptied. */
    static Scratch mine() {
        Scratch scratch = MINE.get();
        scratch.size = 0;
        return scratch;
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** A copy of what was written. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        if (bytes.length > KEPT) {
            bytes = new byte[1024];
        }
        return taken;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
