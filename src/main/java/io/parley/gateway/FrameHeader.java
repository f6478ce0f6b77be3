package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.parley.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/** The bytes in front of a frame's payload: read as clients must write them, masked, and written as a server must, unmasked. */
final class FrameHeader {
    static final int MAX_CONTROL_PAYLOAD = 125;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_LENGTH = 4;

    private FrameHeader() {}

    static int opcode(byte first) {
        return first & 0xF;
    }

    static boolean fin(byte first) {
        return (first & FIN) != 0;
    }

    /** @param inMessage whether a fragmented message is under way */
    static @Nullable CloseReason fault(byte first, byte second, boolean inMessage) {
        int opcode = opcode(first);
        boolean sound = (first & RESERVED) == 0 && (second & MASKED) != 0 && Opcode.known(opcode);
        if (Opcode.control(opcode)) {
            sound &= fin(first) && (second & 0x7F) <= MAX_CONTROL_PAYLOAD;
        } else {
            sound &= (opcode == Opcode.CONTINUATION) == inMessage;
        }
        return sound ? null : CloseReason.PROTOCOL_ERROR;
    }

    /** Of a client's header, mask included. */
    static int length(byte second) {
        return MASK_LENGTH
                + switch (second & 0x7F) {
                    case TWO_BYTES -> 4;
                    case EIGHT_BYTES -> 10;
                    default -> 2;
                };
    }

    /** The payload's length, from a header that is all there; negative when it breaks a rule: not minimal, or above 2^63 − 1. */
    static long payload(byte[] bytes, int at) {
        int size = bytes[at + 1] & 0x7F;
        if (size < TWO_BYTES) {
            return size;
        }
        int count = size == TWO_BYTES ? Short.BYTES : Long.BYTES;
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << Byte.SIZE) | (bytes[at + 2 + i] & 0xFF);
        }
        long least = size == TWO_BYTES ? TWO_BYTES : 1L << Short.SIZE;
        return length < least ? -1 : length;
    }

    /** Of a server's frame around that payload, header included. */
    static int framed(int payload) {
        return payload + (payload < TWO_BYTES ? 2 : payload < 1 << Short.SIZE ? 4 : 10);
    }

    static void write(ByteBuf out, int opcode, int payload) {
        out.writeByte(FIN | opcode);
        if (payload < TWO_BYTES) {
            out.writeByte(payload);
        } else if (payload < 1 << Short.SIZE) {
            out.writeByte(TWO_BYTES).writeShort(payload);
        } else {
            out.writeByte(EIGHT_BYTES).writeLong(payload);
        }
    }
}
