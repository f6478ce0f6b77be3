package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.parley.port.Frames;
import io.parley.port.Joiner;
import java.util.List;

/** Joins frames into one buffer of exactly their size on the wire. */
final class FrameJoiner implements Joiner {
    private final ByteBufAllocator allocator;

    FrameJoiner(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public Frames join(List<byte[]> frames, boolean binary) {
        int size = 0;
        for (byte[] frame : frames) {
            size = Math.addExact(size, FrameHeader.framed(frame.length));
        }
        ByteBuf joined = allocator.directBuffer(size, size);
        for (byte[] frame : frames) {
            FrameHeader.write(joined, binary ? Opcode.BINARY : Opcode.TEXT, frame.length);
            joined.writeBytes(frame);
        }
        return new Joined(joined);
    }
}
