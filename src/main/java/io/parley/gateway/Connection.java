package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.parley.port.Frames;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection: the only handler of its channel beside TLS, and the wire of its session. Everything written
 * leaves at the end of the turn. Above the high-water mark, 64 KiB that the socket has not taken, the peer is not read
 * from. What is written all the same is bounded by {@link #MAX_WAITING}: beyond it the turn's frames are dropped and the
 * connection ends with 4408; its reader comes back with its cursor.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Wire, Watched {
    /** Bytes. */
    static final int MAX_WAITING = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final byte[] EMPTY = {};

    private final Channel channel;
    private final Connections connections;
    private final Outbox outbox;
    private final Intake intake;
    private final Ending ending;
    private boolean watched;
    /** Whether {@link #writable} has said no, and nobody yes. */
    private boolean refused;
    /** Whether the turn's end knows of this connection. */
    private boolean expected;

    Connection(Channel channel, Connections connections, Kind kind, int maxBytes) {
        this.channel = channel;
        this.connections = connections;
        this.outbox = new Outbox(channel);
        this.intake = new Intake(this, connections.turn(), kind, maxBytes);
        this.ending = new Ending(channel, outbox);
    }

    /** Brings in the session, which hears what arrives from now on. Once, when the channel is ours. */
    void open(Sessions sessions, Opening opening) {
        try {
            intake.serve(sessions.open(opening));
        } catch (RuntimeException unexpected) {
            fail(unexpected);
        }
    }

    /** Whether no Close has been written. */
    boolean open() {
        return ending.open();
    }

    boolean roomy() {
        return outbox.writable();
    }

    @Override
    public boolean writable() {
        boolean yes = open() && roomy();
        refused |= !yes;
        return yes;
    }

    @Override
    public void write(byte[] frame) {
        write(intake.opcode(), frame, 0, frame.length);
    }

    @Override
    public void write(Frames frames) {
        if (open()) {
            outbox.add((Joined) frames);
            written();
        }
    }

    @Override
    public void ping() {
        write(Opcode.PING, EMPTY, 0, 0);
    }

    void write(int opcode, byte[] bytes, int from, int to) {
        if (open()) {
            outbox.add(opcode, bytes, from, to);
            written();
        }
    }

    private void written() {
        if (outbox.pending() + outbox.queued() > MAX_WAITING) {
            outbox.discard();
            close(CloseReason.UNRESPONSIVE);
        }
        expectTurnEnd();
    }

    @Override
    public void listen(boolean on) {
        intake.wanted(on);
        expectTurnEnd();
    }

    @Override
    public boolean quiet() {
        return outbox.quiet();
    }

    @Override
    public long sinceAcked() {
        return outbox.sinceAcked(connections.deadlines().stall().toMillis());
    }

    @Override
    public void close(CloseReason reason) {
        close(ClosePayload.of(reason));
    }

    private void close(byte[] payload) {
        if (open()) {
            outbox.add(Opcode.CLOSE, payload, 0, payload.length);
            long patience = connections.deadlines().close().toNanos();
            ending.begin(connections.turn().nanoTime() + patience);
            watch();
            expectTurnEnd();
        }
    }

    /** Closes, with nothing more to be heard from the peer. */
    void end(byte[] payload) {
        close(payload);
        ending.agreed();
        intake.forget();
        expectTurnEnd();
    }

    private void expectTurnEnd() {
        if (!expected) {
            expected = true;
            connections.turn().flushAtEnd(this);
        }
    }

    /** Called by the loop when the turn ends. */
    void endTurn() {
        expected = false;
        try {
            outbox.flush();
            if (open()) {
                if (refused && roomy()) {
                    refused = false;
                    intake.askAgain();
                }
            } else {
                ending.afterFlush();
                intake.tellClosed();
            }
            readOrNot();
        } catch (IOException | RuntimeException failure) {
            fail(failure);
        }
    }

    private void readOrNot() {
        boolean more = intake.resume();
        if (!ending.isOver() && channel.config().isAutoRead() != more) {
            channel.config().setAutoRead(more);
        }
        if (intake.partial() || outbox.queued() > 0) {
            watch();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && ending.hears()) {
                intake.take(bytes);
                readOrNot();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        expectTurnEnd();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ending.over();
        outbox.discard();
        intake.forget();
        intake.tellClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        boolean network = cause instanceof IOException || cause instanceof DecoderException;
        if (network) {
            LOG.debug("A connection broke: {}", cause.getMessage());
        } else {
            LOG.error("A connection's session failed", cause);
        }
        if (network || !open()) {
            ending.cut();
        } else {
            end(ClosePayload.of(CloseReason.INTERNAL));
        }
    }

    private void watch() {
        if (!watched) {
            watched = true;
            outbox.timeFromNow();
            connections.watch(this);
        }
    }

    @Override
    public boolean look(long now) {
        if (!open()) {
            ending.look(now);
        } else if (intake.partialFor(connections.deadlines().message().toNanos(), now)) {
            close(CloseReason.UNRESPONSIVE);
        } else if (outbox.stalledFor(connections.deadlines().stall().toNanos(), now)) {
            ending.cut();
        }
        watched = !ending.isOver() && (!open() || intake.partial() || outbox.queued() > 0);
        return watched;
    }
}
