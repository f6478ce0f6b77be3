package io.parley.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.parley.port.Inbound;
import io.parley.protocol.CloseReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of a connection: decodes what comes and tells the session, while that listens, the connection is open
 * and what it has to say finds room. Otherwise it keeps what had already left the socket, which is at most what one read
 * gave, for nothing is read then.
 */
final class Intake implements FrameSink {
    private static final byte[] NONE = {};

    private final Connection connection;
    private final EventLoopTurn turn;
    private final Kind kind;
    private final FrameDecoder decoder;
    /** Null before the session is there, and after it has been told that all is over. */
    private @Nullable Inbound session;

    private int opcode;
    private boolean wanted = true;
    private byte[] unread = NONE;
    /** Whether the session knows that what is being taken has come. */
    private boolean heard;

    private boolean partial;
    /** Since when a message has been under way, if {@code partial}. */
    private long since;

    Intake(Connection connection, EventLoopTurn turn, Kind kind, int maxBytes) {
        this.connection = connection;
        this.turn = turn;
        this.kind = kind;
        this.decoder = new FrameDecoder(this, maxBytes);
        this.opcode = kind == Kind.BINARY ? Opcode.BINARY : Opcode.TEXT;
    }

    void serve(Inbound newSession) {
        session = newSession;
    }

    /** Of the messages to answer with. */
    int opcode() {
        return opcode;
    }

    void wanted(boolean on) {
        wanted = on;
    }

    /** Whether there is more than a message under way, so that nothing further is to be read. */
    boolean behind() {
        return unread.length > 0;
    }

    /** Whether a frame or message has begun and not ended. */
    boolean partial() {
        return partial;
    }

    /** Whether for that long, with us listening. */
    boolean partialFor(long nanos, long now) {
        return partial && listening() && now - since >= nanos;
    }

    /** Takes all that is readable. */
    void take(ByteBuf in) {
        if (behind()) {
            keep(in);
            return;
        }
        byte[] scratch = turn.scratch();
        heard = false;
        while (in.isReadable() && !behind()) {
            int size = Math.min(in.readableBytes(), scratch.length - FrameDecoder.HEADROOM);
            int end = FrameDecoder.HEADROOM + size;
            in.readBytes(scratch, FrameDecoder.HEADROOM, size);
            int at = decoder.decode(scratch, FrameDecoder.HEADROOM, end);
            if (at < end) {
                unread = Arrays.copyOfRange(scratch, at, end);
                keep(in);
            }
        }
        if (decoder.partial() && !partial) {
            since = turn.nanoTime();
        }
        partial = decoder.partial();
        if (partial && !heard) {
            frame();
        }
    }

    private void keep(ByteBuf in) {
        int before = unread.length;
        int more = in.readableBytes();
        unread = Arrays.copyOf(unread, before + more);
        in.readBytes(unread, before, more);
    }

    /**
     * Goes on with what was kept, if it may. The time in which nobody listened does not count against the peer.
     *
     * @return whether more may be read
     */
    boolean resume() {
        if (behind() && listening()) {
            byte[] kept = unread;
            unread = NONE;
            since = turn.nanoTime();
            take(Unpooled.wrappedBuffer(kept));
        }
        return !behind() && listening();
    }

    void forget() {
        unread = NONE;
        partial = false;
    }

    void askAgain() {
        if (session != null) {
            session.writable();
        }
    }

    void tellClosed() {
        Inbound told = session;
        session = null;
        if (told != null) {
            told.closed();
        }
    }

    @Override
    public boolean listening() {
        return !connection.open() || (wanted && connection.roomy());
    }

    @Override
    public boolean takes(boolean binary) {
        return kind.takes(binary);
    }

    @Override
    public void frame() {
        heard = true;
        if (session != null && connection.open()) {
            session.alive();
        }
    }

    @Override
    public void message(boolean binary, byte[] bytes, int from, int to) {
        partial = false;
        if (kind == Kind.EITHER) {
            opcode = binary ? Opcode.BINARY : Opcode.TEXT;
        }
        if (session != null && connection.open()) {
            session.message(bytes, from, to);
        }
    }

    @Override
    public void ping(byte[] bytes, int from, int to) {
        connection.write(Opcode.PONG, bytes, from, to);
    }

    @Override
    public void pong() {}

    @Override
    public void peerClosed(int code) {
        connection.end(ClosePayload.echo(code));
    }

    @Override
    public void violated(CloseReason reason) {
        connection.end(ClosePayload.of(reason));
    }
}
