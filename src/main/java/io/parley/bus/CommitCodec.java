package io.parley.bus;

import io.parley.port.Commit;
import io.parley.port.ContentCodec;
import io.parley.room.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A commit between nodes; within one, the same object. */
final class CommitCodec implements MessageCodec<Commit, Commit> {
    static final String NAME = "parley.commit";

    private final ContentCodec contents;

    CommitCodec(ContentCodec contents) {
        this.contents = contents;
    }

    @Override
    public void encodeToWire(Buffer buffer, Commit commit) {
        buffer.appendLong(commit.number()).appendInt(commit.entries().size());
        for (Entry entry : commit.entries()) {
            append(buffer, entry.room());
            buffer.appendLong(entry.epoch()).appendLong(entry.seq()).appendLong(entry.at());
            append(buffer, entry.from());
            append(buffer, entry.cid());
            append(buffer, entry.content().kind());
            append(buffer, contents.encode(entry.content()));
        }
        buffer.appendInt(commit.users().size());
        commit.users().forEach(user -> append(buffer, user));
    }

    private static void append(Buffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.appendInt(bytes.length).appendBytes(bytes);
    }

    @Override
    public Commit decodeFromWire(int position, Buffer buffer) {
        Reader reader = new Reader(buffer, position);
        long number = reader.number();
        int count = reader.length();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(
                    reader.text(),
                    reader.number(),
                    reader.number(),
                    reader.number(),
                    reader.text(),
                    reader.text(),
                    contents.decode(reader.text(), reader.text())));
        }
        List<String> users = new ArrayList<>();
        for (int left = reader.length(); left > 0; left--) {
            users.add(reader.text());
        }
        return new Commit(number, entries, users);
    }

    /** Reads on from a position. */
    private static final class Reader {
        private final Buffer buffer;
        private int position;

        Reader(Buffer buffer, int position) {
            this.buffer = buffer;
            this.position = position;
        }

        long number() {
            position += Long.BYTES;
            return buffer.getLong(position - Long.BYTES);
        }

        int length() {
            position += Integer.BYTES;
            return buffer.getInt(position - Integer.BYTES);
        }

        String text() {
            int length = length();
            position += length;
            return buffer.getString(position - length, position);
        }
    }

    @Override
    public Commit transform(Commit commit) {
        return commit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
