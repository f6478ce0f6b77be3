package io.parley.delivery;

import io.parley.port.Codec;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame as its number in a list. */
final class SimCodec implements Codec {
    private final List<Object> frames = new ArrayList<>();

    byte[] write(Object frame) {
        frames.add(frame);
        return ByteBuffer.allocate(Integer.BYTES).putInt(frames.size() - 1).array();
    }

    Object read(byte[] bytes) {
        return frames.get(ByteBuffer.wrap(bytes).getInt());
    }

    @Override
    public String subprotocol() {
        return "sim";
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public Decoded decode(byte[] bytes, int from, int to) {
        return new Decoded.Understood((ClientFrame) read(bytes));
    }

    @Override
    public byte[] encode(ServerFrame frame) {
        return write(frame);
    }

    @Override
    public byte[] encode(Entry entry) {
        return write(entry);
    }
}
