package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has still to say, in order: what this turn wrote, kept here until {@link #flush}, and before it
 * what the socket would not take, kept by Netty. Frames that are all the turn has are shared with the other wires and
 * never copied; on epoll without TLS, and while nothing waits, they go to the socket directly.
 */
final class Outbox {
    private static final int FIRST_SIZE = 512;

    private final Channel channel;
    private final @Nullable TcpSocket socket;
    /** Whether the socket takes what is written as it is. */
    private final boolean plain;
    /** At most one of the two is there. */
    private @Nullable Joined shared;

    private @Nullable ByteBuf own;
    /** What was queued at the last look, and when that was last less than at the look before. */
    private long queuedBefore;

    private long movedAt;

    Outbox(Channel channel) {
        this.channel = channel;
        this.plain = channel.pipeline().get(SslHandler.class) == null;
        this.socket = channel instanceof EpollSocketChannel epoll ? new TcpSocket(epoll) : null;
    }

    void add(int opcode, byte[] bytes, int from, int to) {
        int payload = to - from;
        ByteBuf out = own(FrameHeader.framed(payload));
        FrameHeader.write(out, opcode, payload);
        out.writeBytes(bytes, from, payload);
    }

    void add(Joined frames) {
        if (shared == null && own == null) {
            shared = frames.hold();
        } else {
            ByteBuf bytes = frames.bytes();
            own(frames.size()).writeBytes(bytes, bytes.readerIndex(), frames.size());
        }
    }

    private ByteBuf own(int more) {
        ByteBuf out = own;
        if (out == null) {
            int before = shared == null ? 0 : shared.size();
            out = channel.alloc().directBuffer(Math.max(FIRST_SIZE, before + more));
            own = out;
            if (shared != null) {
                ByteBuf bytes = shared.bytes();
                out.writeBytes(bytes, bytes.readerIndex(), before);
                shared.release();
                shared = null;
            }
        }
        return out;
    }

    /** Bytes written this turn. */
    int pending() {
        return own != null ? own.readableBytes() : shared != null ? shared.size() : 0;
    }

    /** Bytes that the socket has not taken, and a little more for each buffer they are in. */
    long queued() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /** Whether it would hold less than the channel's high-water mark. */
    boolean writable() {
        return pending() < channel.bytesBeforeUnwritable();
    }

    /** Forgets the looks of {@link #stalledFor}. */
    void timeFromNow() {
        queuedBefore = Long.MAX_VALUE;
    }

    /** Whether, as far as repeated looks can tell, the socket has taken nothing of what is queued for that long. */
    boolean stalledFor(long nanos, long now) {
        long queued = queued();
        if (queued < queuedBefore) {
            movedAt = now;
        }
        queuedBefore = queued;
        return queued > 0 && now - movedAt >= nanos;
    }

    /** As {@link io.parley.port.Wire#quiet}. */
    boolean quiet() {
        return pending() == 0 && queued() == 0 && (socket == null || socket.quiet());
    }

    /** As {@link io.parley.port.Wire#sinceAcked}. */
    long sinceAcked(long stallMs) {
        return socket == null ? Long.MAX_VALUE : socket.sinceAcked(stallMs);
    }

    /** Gives everything to the socket, and what it won't take to Netty. */
    void flush() throws IOException {
        Joined frames = shared;
        ByteBuf mine = own;
        shared = null;
        own = null;
        if (frames != null) {
            try {
                send(frames.bytes().duplicate());
            } finally {
                frames.release();
            }
        } else if (mine != null) {
            try {
                send(mine);
            } finally {
                mine.release();
            }
        }
    }

    /** Leaves {@code bytes} as they are. */
    private void send(ByteBuf bytes) throws IOException {
        int from = bytes.readerIndex();
        int size = bytes.readableBytes();
        int sent = socket != null && plain && queued() == 0 ? socket.write(bytes, from, size) : 0;
        if (sent < size) {
            var unused = channel.writeAndFlush(bytes.retainedSlice(from + sent, size - sent), channel.voidPromise());
        }
    }

    /** Runs when Netty has given everything away that it holds now, or the connection has failed. */
    void whenDrained(Runnable then) {
        var unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> then.run());
    }

    /** Forgets what this turn wrote. */
    void discard() {
        if (shared != null) {
            shared.release();
            shared = null;
        }
        if (own != null) {
            own.release();
            own = null;
        }
    }
}
