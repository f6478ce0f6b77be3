package io.parley.gateway;

import io.parley.protocol.CloseReason;
import io.parley.protocol.Utf8;
import java.nio.charset.StandardCharsets;

/** What a Close frame carries: nothing, or a code and a reason in UTF-8 (RFC 6455, sections 5.5.1 and 7.4). */
final class ClosePayload {
    private ClosePayload() {}

    static boolean valid(byte[] bytes, int from, int to) {
        int size = to - from;
        if (size < 2) {
            return size == 0;
        }
        return sendable(code(bytes, from, to)) && Utf8.check(Utf8.COMPLETE, bytes, from + 2, to) == Utf8.COMPLETE;
    }

    /** 0 when there is none. */
    static int code(byte[] bytes, int from, int to) {
        return to - from < 2 ? 0 : ((bytes[from] & 0xFF) << Byte.SIZE) | (bytes[from + 1] & 0xFF);
    }

    /** Those that RFC 6455 or IANA's registry let an endpoint send, and the free ranges. */
    private static boolean sendable(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    static byte[] of(CloseReason reason) {
        byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        System.arraycopy(text, 0, payload, 2, text.length);
        return put(payload, reason.code());
    }

    /** The answer to a peer's Close: its code, or none where it gave none. */
    static byte[] echo(int code) {
        return code == 0 ? new byte[0] : put(new byte[2], code);
    }

    private static byte[] put(byte[] payload, int code) {
        payload[0] = (byte) (code >> Byte.SIZE);
        payload[1] = (byte) code;
        return payload;
    }
}
