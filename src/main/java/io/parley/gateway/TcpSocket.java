package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The socket beneath an epoll channel, past Netty's queue. Confined to the channel's loop. */
final class TcpSocket {
    /**
     * How much the kernel holds of what the peer's window has no room for. Without it the kernel takes megabytes on behalf of a
     * reader that is slow, and calls that progress.
     */
    private static final long UNSENT_MAX = 64 * 1024;

    private final EpollSocketChannel channel;
    private final FileDescriptor descriptor;

    TcpSocket(EpollSocketChannel channel) {
        this.channel = channel;
        this.descriptor = channel.fd();
        channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_MAX);
    }

    /** Legal only while Netty holds nothing for this channel. @return how many bytes the kernel took */
    int write(ByteBuf bytes, int from, int size) throws IOException {
        // A closed descriptor's number may be somebody else's by now.
        if (!descriptor.isOpen()) {
            return size;
        }
        if (bytes.hasMemoryAddress()) {
            return descriptor.writeAddress(bytes.memoryAddress(), from, from + size);
        }
        ByteBuffer buffer = bytes.internalNioBuffer(from, size);
        return descriptor.write(buffer, buffer.position(), buffer.limit());
    }

    /**
     * Whether the peer's TCP has acknowledged everything. Segments in flight say no; so does a probing of the peer's closed
     * window, which the kernel begins 200 ms or so after the window has closed.
     */
    boolean quiet() {
        if (!descriptor.isOpen()) {
            return true;
        }
        EpollTcpInfo info = channel.tcpInfo();
        return info.unacked() == 0 && info.probes() == 0 && info.backoff() == 0;
    }

    /**
     * As {@link io.parley.port.Wire#sinceAcked}. Where the peer's window is closed, the kernel probes it at intervals that grow
     * to minutes: as long as the probes are answered, the peer counts as having just acknowledged, until nothing has been sent
     * for {@code stallMs}.
     */
    long sinceAcked(long stallMs) {
        if (!descriptor.isOpen()) {
            return Long.MAX_VALUE;
        }
        EpollTcpInfo info = channel.tcpInfo();
        boolean windowClosed = info.unacked() == 0 && (info.probes() > 0 || info.backoff() > 0);
        if (!windowClosed || info.probes() > 1) {
            return info.lastAckRecv();
        }
        return info.lastDataSent() < stallMs ? 0 : info.lastDataSent();
    }
}
