package io.parley.gateway;

import io.parley.protocol.CloseReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Feeds a decoder and writes down what it says. */
final class Decoding implements FrameSink {
    static final int MAX = 1_000;

    final List<String> events = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(this, MAX);
    private final Kind kind;
    private boolean listening = true;

    Decoding(Kind kind) {
        this.kind = kind;
    }

    /** All at once. */
    static List<String> of(byte[]... parts) {
        Decoding decoding = new Decoding(Kind.EITHER);
        decoding.feed(ClientFrames.join(parts));
        return decoding.events;
    }

    Decoding feed(byte... bytes) {
        byte[] buffer = new byte[FrameDecoder.HEADROOM + bytes.length];
        System.arraycopy(bytes, 0, buffer, FrameDecoder.HEADROOM, bytes.length);
        int at = FrameDecoder.HEADROOM;
        while (at < buffer.length) {
            listening = true;
            int next = decoder.decode(buffer, at, buffer.length);
            if (next < buffer.length && (listening || next <= at)) {
                throw new AssertionError("stopped at " + next + " of " + buffer.length);
            }
            at = next;
        }
        return this;
    }

    boolean partial() {
        return decoder.partial();
    }

    @Override
    public boolean listening() {
        return listening;
    }

    @Override
    public boolean takes(boolean binary) {
        return kind.takes(binary);
    }

    @Override
    public void frame() {
        events.add("frame");
    }

    @Override
    public void message(boolean binary, byte[] bytes, int from, int to) {
        String content = binary
                ? HexFormat.of().formatHex(bytes, from, to)
                : new String(bytes, from, to - from, StandardCharsets.UTF_8);
        events.add((binary ? "binary " : "text ") + content);
        if (content.startsWith("stop")) {
            listening = false;
        }
    }

    @Override
    public void ping(byte[] bytes, int from, int to) {
        events.add("ping " + new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void pong() {
        events.add("pong");
    }

    @Override
    public void peerClosed(int code) {
        events.add("closed " + code);
    }

    @Override
    public void violated(CloseReason reason) {
        events.add("violated " + reason.code());
    }
}
