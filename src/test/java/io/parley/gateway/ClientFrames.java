package io.parley.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as clients write them, and as they must not. */
final class ClientFrames {
    static final int FIN = 0x80;

    private static final int MASK = 0x37FA213D;

    private ClientFrames() {}

    static byte[] text(String text) {
        return frame(FIN | Opcode.TEXT, utf8(text));
    }

    static byte[] close(int code, String reason) {
        byte[] text = utf8(reason);
        return frame(
                FIN | Opcode.CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** @param first the first byte: FIN, reserved bits, opcode */
    static byte[] frame(int first, byte... payload) {
        return join(header(first, payload.length), masked(payload));
    }

    /** All that stands before the payload. */
    static byte[] header(int first, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (length < 126) {
            header.put((byte) (0x80 | length));
        } else if (length < 1 << 16) {
            header.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(length);
        }
        header.putInt(MASK);
        return java.util.Arrays.copyOf(header.array(), header.position());
    }

    static byte[] masked(byte... payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) (MASK >>> (24 - 8 * (i % 4)));
        }
        return masked;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
