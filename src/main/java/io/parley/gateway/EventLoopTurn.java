package io.parley.gateway;

import io.netty.channel.SingleThreadEventLoop;
import io.parley.port.Loop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Netty event loop as a {@link Loop}, and what happens at the end of each of its turns: first what was asked for by
 * {@link #atTurnEnd}, until nothing is left of it, then one flush of every connection that has something to say. What a
 * flush causes to be written goes out at the end of the next turn, so that one fast reader can't hold the loop.
 */
final class EventLoopTurn implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoopTurn.class);
    /** As much as one read of a socket gives at most. */
    private static final int SCRATCH = 64 * 1024;

    private final SingleThreadEventLoop loop;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final byte[] scratch = new byte[FrameDecoder.HEADROOM + SCRATCH];
    private final Runnable end = this::end;
    private final Runnable again = this::arm;
    private ArrayDeque<Connection> unflushed = new ArrayDeque<>();
    private ArrayDeque<Connection> flushing = new ArrayDeque<>();
    private boolean armed;

    private EventLoopTurn(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /** The loop that the context's tasks run on. */
    static EventLoopTurn of(Context context) {
        return new EventLoopTurn((SingleThreadEventLoop) ((ContextInternal) context).nettyEventLoop());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void atTurnEnd(Runnable task) {
        tasks.add(task);
        arm();
    }

    @Override
    public void later(long nanos, Runnable task) {
        var unused = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean isHere() {
        return loop.inEventLoop();
    }

    /** Flushes it at the end of this turn. The connection asks once a turn. */
    void flushAtEnd(Connection connection) {
        unflushed.add(connection);
        arm();
    }

    /** For decoding what came from one connection, during one call. */
    byte[] scratch() {
        return scratch;
    }

    private void arm() {
        if (!armed) {
            armed = true;
            loop.executeAfterEventLoopIteration(end);
        }
    }

    private void end() {
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
            ArrayDeque<Connection> now = unflushed;
            unflushed = flushing;
            flushing = now;
            for (Connection connection = now.poll(); connection != null; connection = now.poll()) {
                connection.endTurn();
            }
        } finally {
            armed = false;
            if (!unflushed.isEmpty() || !flushing.isEmpty() || !tasks.isEmpty()) {
                loop.execute(again);
            }
        }
    }

    /** One task that fails takes neither the others nor the flush with it. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unexpected) {
            LOG.error("A task at the end of a turn failed", unexpected);
        }
    }
}
