package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.parley.port.Frames;

/**
 * WebSocket frames, headers and all, in one direct buffer. Counted without atomics, since only one loop touches it: the
 * joiner's own hold, and one for each wire that has not yet handed it on.
 */
final class Joined implements Frames {
    private final ByteBuf bytes;
    private int holders = 1;

    Joined(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** Not to be changed, and to be retained by who keeps it. */
    ByteBuf bytes() {
        return bytes;
    }

    @Override
    public int size() {
        return bytes.readableBytes();
    }

    Joined hold() {
        if (holders == 0) {
            throw new IllegalStateException("released");
        }
        holders++;
        return this;
    }

    @Override
    public void release() {
        if (holders == 0) {
            throw new IllegalStateException("released too often");
        }
        if (--holders == 0) {
            bytes.release();
        }
    }
}
