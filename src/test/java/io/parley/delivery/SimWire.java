package io.parley.delivery;

import io.parley.port.Frames;
import io.parley.port.Inbound;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection of the simulation: takes a few frames, and hands them to the client in order and at a random pace. */
final class SimWire implements Wire {
    /** Joined frames of the simulation. */
    record Joined(List<byte[]> all) implements Frames {
        @Override
        public int size() {
            return all.size();
        }

        @Override
        public void release() {}
    }

    private final SimTime time;
    private final SimTime.SimLoop loop;
    private final Consumer<byte[]> client;
    private final Runnable ended;
    private final int highWater;
    private final long paceMillis;
    private final ArrayDeque<byte[]> buffer = new ArrayDeque<>();
    private @Nullable Inbound inbound;
    private boolean full;
    private boolean draining;
    private boolean cut;

    SimWire(SimTime time, SimTime.SimLoop loop, Consumer<byte[]> client, Runnable ended) {
        this.time = time;
        this.loop = loop;
        this.client = client;
        this.ended = ended;
        this.highWater = 1 + time.random().nextInt(40);
        this.paceMillis = 1L + time.random().nextInt(20);
    }

    void connect(Inbound to) {
        inbound = to;
    }

    @Override
    public boolean writable() {
        return buffer.size() < highWater;
    }

    @Override
    public boolean quiet() {
        return buffer.isEmpty();
    }

    @Override
    public void write(byte[] frame) {
        if (cut) {
            return;
        }
        buffer.add(frame);
        full |= !writable();
        drain();
    }

    @Override
    public void write(Frames frames) {
        ((Joined) frames).all().forEach(this::write);
    }

    private void drain() {
        if (draining || buffer.isEmpty() || cut) {
            return;
        }
        draining = true;
        time.within(paceMillis, () -> {
            draining = false;
            if (cut || buffer.isEmpty()) {
                return;
            }
            client.accept(buffer.removeFirst());
            if (full && buffer.size() <= highWater / 2) {
                full = false;
                loop.execute(() -> {
                    if (inbound != null && !cut) {
                        inbound.writable();
                    }
                });
            }
            drain();
        });
    }

    @Override
    public void ping() {}

    @Override
    public void listen(boolean on) {}

    @Override
    public long sinceAcked() {
        return 0;
    }

    @Override
    public void close(CloseReason reason) {
        cut();
    }

    /** From either side: what is in the buffer is lost. Idempotent. */
    void cut() {
        if (cut) {
            return;
        }
        cut = true;
        buffer.clear();
        loop.execute(() -> {
            if (inbound != null) {
                inbound.closed();
            }
        });
        time.within(5, ended);
    }

    void fromClient(byte[] frame) {
        loop.execute(() -> {
            if (inbound != null && !cut) {
                inbound.alive();
                inbound.message(frame, 0, frame.length);
            }
        });
    }
}
