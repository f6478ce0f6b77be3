package io.parley.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks UTF-8 as it comes, in pieces cut anywhere. Between pieces all that is known is one number: how many bytes the
 * current character still needs, and the bounds of the next one (RFC 3629, which rules out overlong forms, surrogates and
 * what lies above U+10FFFF).
 */
public final class Utf8 {
    /** Between two characters. */
    public static final int COMPLETE = 0;
    /** Not UTF-8, and nothing that follows mends it. */
    public static final int BROKEN = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final int TAIL = needing(0, 0x80, 0xBF);

    private Utf8() {}

    /** @return the state after these bytes, given the state before them */
    public static int check(int before, byte[] bytes, int from, int to) {
        int state = before;
        int at = from;
        while (at < to && state != BROKEN) {
            if (state == COMPLETE) {
                at = afterAscii(bytes, at, to);
                if (at < to) {
                    state = lead(bytes[at++] & 0xFF);
                }
            } else {
                state = tail(state, bytes[at++] & 0xFF);
            }
        }
        return state;
    }

    private static int afterAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int lead(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return BROKEN;
        }
        if (first < 0xE0) {
            return needing(1, 0x80, 0xBF);
        }
        return switch (first) {
            case 0xE0 -> needing(2, 0xA0, 0xBF);
            case 0xED -> needing(2, 0x80, 0x9F);
            case 0xF0 -> needing(3, 0x90, 0xBF);
            case 0xF4 -> needing(3, 0x80, 0x8F);
            default -> needing(first < 0xF0 ? 2 : 3, 0x80, 0xBF);
        };
    }

    private static int tail(int state, int next) {
        int least = (state >> 8) & 0xFF;
        int most = state >> 16;
        if (next < least || next > most) {
            return BROKEN;
        }
        int needed = (state & 0xFF) - 1;
        return needed == 0 ? COMPLETE : TAIL | needed;
    }

    private static int needing(int bytes, int least, int most) {
        return bytes | (least << 8) | (most << 16);
    }
}
