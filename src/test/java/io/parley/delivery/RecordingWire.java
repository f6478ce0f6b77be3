package io.parley.delivery;

import io.parley.port.Frames;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import io.parley.room.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what is written to it, and takes as much as the test lets it. */
final class RecordingWire implements Wire {
    private final SimCodec codec;
    private final List<Object> written = new ArrayList<>();
    /** How many more frames it takes before it is not writable. */
    int room = Integer.MAX_VALUE;

    boolean quiet = true;
    boolean listening = true;
    int pings;
    /** The most frames that came in one write. */
    int mostJoined;

    @Nullable
    CloseReason closed;

    RecordingWire(SimCodec codec) {
        this.codec = codec;
    }

    @Override
    public boolean writable() {
        return room > 0;
    }

    @Override
    public boolean quiet() {
        return quiet;
    }

    @Override
    public long sinceAcked() {
        return 0;
    }

    @Override
    public void write(byte[] frame) {
        if (closed == null) {
            room--;
            written.add(codec.read(frame));
        }
    }

    @Override
    public void write(Frames frames) {
        mostJoined = Math.max(mostJoined, frames.size());
        ((SimWire.Joined) frames).all().forEach(this::write);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void listen(boolean on) {
        listening = on;
    }

    @Override
    public void close(CloseReason reason) {
        closed = closed == null ? reason : closed;
    }

    <T> List<T> all(Class<T> kind) {
        return written.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Long> seqs() {
        return all(Entry.class).stream().map(Entry::seq).toList();
    }
}
