package io.parley.gateway;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * How one connection ends. Our Close goes out, behind everything written before it; then the peer's is waited for, if it
 * is not there already; then our half of the TCP connection is shut, and what the peer still sends is read and dropped
 * until it shuts its own: closing a socket with bytes unread would reset it, and the reset may overtake our Close. All
 * that within one deadline.
 */
final class Ending {
    private enum Stage {
        OPEN,
        /** Our Close is written; the peer's is waited for. */
        CLOSING,
        /** No frame is waited for. */
        AGREED,
        /** The way out is shut, or will be when the socket has taken what waits. */
        SHUT,
        OVER
    }

    private final Channel channel;
    private final Outbox outbox;
    private Stage stage = Stage.OPEN;
    private long deadline;

    Ending(Channel channel, Outbox outbox) {
        this.channel = channel;
        this.outbox = outbox;
    }

    boolean open() {
        return stage == Stage.OPEN;
    }

    /** Whether there is no peer any more. */
    boolean isOver() {
        return stage == Stage.OVER;
    }

    void begin(long until) {
        stage = Stage.CLOSING;
        deadline = until;
    }

    /** The peer has said its Close, or can't be understood any more. Ours is written. */
    void agreed() {
        if (stage == Stage.CLOSING) {
            stage = Stage.AGREED;
        }
    }

    /** Whether what the peer sends may still hold its Close. */
    boolean hears() {
        return stage == Stage.OPEN || stage == Stage.CLOSING;
    }

    void afterFlush() {
        if (stage == Stage.AGREED) {
            stage = Stage.SHUT;
            if (outbox.queued() == 0) {
                shut();
            } else {
                outbox.whenDrained(this::shut);
            }
        }
    }

    private void shut() {
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            var unused = duplex.shutdownOutput();
        } else {
            cut();
        }
    }

    /** Closes the channel, whatever waits. */
    void cut() {
        var unused = channel.close();
    }

    /** Closes the channel if the deadline has passed. */
    void look(long now) {
        if (now - deadline >= 0) {
            cut();
        }
    }

    void over() {
        stage = Stage.OVER;
    }
}
