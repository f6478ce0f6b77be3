package io.parley.gateway;

import io.parley.protocol.CloseReason;
import io.parley.protocol.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes what one client sends: RFC 6455 as a server must read it, strictly, without extensions, cut anywhere. It keeps
 * nothing between frames; of a frame or message that is still incomplete it keeps what has come, in an array that grows
 * with it and never beyond {@code maxBytes}. A rule is applied as soon as the bytes that break it are there. Pure: bytes
 * in, calls to the sink out. Not thread-safe.
 */
final class FrameDecoder {
    /** The longest that can be left over of an incomplete header or control frame. */
    static final int HEADROOM = 2 + 4 + FrameHeader.MAX_CONTROL_PAYLOAD;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NONE = {};
    private static final int FIRST_GROWTH = 256;

    private final FrameSink sink;
    private final int maxBytes;

    /** An incomplete header or control frame, as it came. */
    private byte[] stash = NONE;
    /** {@link Opcode#TEXT} or {@link Opcode#BINARY} from a message's first frame to its last, else 0. */
    private int opcode;
    /** The message so far, unmasked: {@code length} bytes of it. */
    private byte[] message = NONE;

    private int length;
    private int utf8;
    /** Of the data frame at hand: payload still to come, the mask that applies to it, whether it ends the message. */
    private int remaining;

    private int mask;
    private boolean last;
    private boolean over;

    /** @param maxBytes the longest message, in bytes of payload; so also the longest frame */
    FrameDecoder(FrameSink sink, int maxBytes) {
        this.sink = sink;
        this.maxBytes = maxBytes;
    }

    /** Whether a frame or message has begun and not ended. */
    boolean partial() {
        return stash.length > 0 || opcode != 0;
    }

    /**
     * Decodes the bytes that came next, overwriting them and up to {@link #HEADROOM} bytes before {@code from}.
     *
     * @return where decoding stopped: {@code to}, unless the sink listens no more; then give the rest again, later
     */
    int decode(byte[] bytes, int from, int to) {
        if (over) {
            return to;
        }
        if (from == to || !sink.listening()) {
            return from;
        }
        int at = from - stash.length;
        System.arraycopy(stash, 0, bytes, at, stash.length);
        stash = NONE;
        do {
            if (remaining > 0) {
                at = payload(bytes, at, to);
            } else {
                int next = frame(bytes, at, to);
                if (next == at && !over) {
                    stash = Arrays.copyOfRange(bytes, at, to);
                    return to;
                }
                at = next;
            }
        } while (at < to && !over && sink.listening());
        return over ? to : at;
    }

    /** Decodes one control frame, or a data frame as far as its payload is there; {@code at} when there is too little to begin. */
    private int frame(byte[] bytes, int at, int to) {
        int available = to - at;
        if (available < 2) {
            return at;
        }
        CloseReason fault = FrameHeader.fault(bytes[at], bytes[at + 1], opcode != 0);
        int code = FrameHeader.opcode(bytes[at]);
        if (fault == null && (code == Opcode.TEXT || code == Opcode.BINARY) && !sink.takes(code == Opcode.BINARY)) {
            fault = CloseReason.WRONG_KIND;
        }
        if (fault != null) {
            return violated(fault, to);
        }
        int header = FrameHeader.length(bytes[at + 1]);
        if (available < header) {
            return at;
        }
        long size = FrameHeader.payload(bytes, at);
        if (size < 0) {
            return violated(CloseReason.PROTOCOL_ERROR, to);
        }
        if (Opcode.control(code)) {
            return available < header + size ? at : control(code, bytes, at + header, at + header + (int) size);
        }
        if (size > maxBytes - length) {
            return violated(CloseReason.TOO_LARGE, to);
        }
        return data(code, bytes, at, header, (int) size, to);
    }

    private int data(int code, byte[] bytes, int at, int header, int size, int to) {
        int start = at + header;
        mask = (int) INTS.get(bytes, start - 4);
        last = FrameHeader.fin(bytes[at]);
        if (code != Opcode.CONTINUATION) {
            opcode = code;
            if (last && to - start >= size) {
                return whole(bytes, start, start + size);
            }
        }
        remaining = size;
        if (size == 0) {
            endOfFrame();
        }
        return start;
    }

    /** A message in one frame that is all there needs no copy. */
    private int whole(byte[] bytes, int from, int to) {
        unmask(bytes, from, to, mask);
        boolean binary = opcode == Opcode.BINARY;
        opcode = 0;
        if (!binary && Utf8.check(Utf8.COMPLETE, bytes, from, to) != Utf8.COMPLETE) {
            return violated(CloseReason.NOT_UTF8, to);
        }
        sink.frame();
        sink.message(binary, bytes, from, to);
        return to;
    }

    private int payload(byte[] bytes, int at, int to) {
        int end = at + Math.min(remaining, to - at);
        unmask(bytes, at, end, mask);
        if (opcode == Opcode.TEXT) {
            utf8 = Utf8.check(utf8, bytes, at, end);
            if (utf8 == Utf8.BROKEN) {
                return violated(CloseReason.NOT_UTF8, to);
            }
        }
        append(bytes, at, end);
        mask = Integer.rotateRight(mask, Byte.SIZE * ((end - at) & 3));
        remaining -= end - at;
        if (remaining == 0) {
            endOfFrame();
        }
        return end;
    }

    /** Grows by what has come, not by what a header promises. */
    private void append(byte[] bytes, int from, int to) {
        int needed = length + to - from;
        if (needed > message.length) {
            int room = Math.max(needed, Math.min(maxBytes, Math.max(FIRST_GROWTH, 2 * message.length)));
            message = Arrays.copyOf(message, room);
        }
        System.arraycopy(bytes, from, message, length, to - from);
        length = needed;
    }

    private void endOfFrame() {
        if (last && utf8 != Utf8.COMPLETE) {
            violated(CloseReason.NOT_UTF8, 0);
            return;
        }
        sink.frame();
        if (last) {
            byte[] whole = message;
            int end = length;
            boolean binary = opcode == Opcode.BINARY;
            forget();
            sink.message(binary, whole, 0, end);
        }
    }

    private int control(int code, byte[] bytes, int from, int to) {
        unmask(bytes, from, to, (int) INTS.get(bytes, from - 4));
        if (code == Opcode.CLOSE && !ClosePayload.valid(bytes, from, to)) {
            return violated(CloseReason.PROTOCOL_ERROR, to);
        }
        sink.frame();
        switch (code) {
            case Opcode.PING -> sink.ping(bytes, from, to);
            case Opcode.PONG -> sink.pong();
            default -> {
                over = true;
                forget();
                sink.peerClosed(ClosePayload.code(bytes, from, to));
            }
        }
        return to;
    }

    private int violated(CloseReason reason, int to) {
        over = true;
        forget();
        sink.violated(reason);
        return to;
    }

    private void forget() {
        message = NONE;
        length = 0;
        opcode = 0;
        remaining = 0;
        utf8 = Utf8.COMPLETE;
    }

    private static void unmask(byte[] bytes, int from, int to, int mask) {
        long twice = (mask & 0xFFFF_FFFFL) | ((long) mask << Integer.SIZE);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ twice);
        }
        for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
            bytes[at] ^= (byte) (mask >>> shift);
        }
    }
}
