package io.parley.port;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Digest;
import io.parley.room.Entry;
import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Joins;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log of the {@link MemoryStore}. */
final class MemoryLog implements Log {
    private final MemoryStore store;

    MemoryLog(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<Outcome> append(Append append) {
        return store.append(() -> {
            Outcome known = known(append);
            MemoryRoom room = store.present(append.room());
            Outcome outcome;
            List<Entry> entries = List.of();
            if (known != null) {
                outcome = known;
            } else if (room == null) {
                outcome = new Outcome.NoRoom();
            } else if (room.aclSeq() != append.aclSeq()) {
                outcome = new Outcome.Stale(room.aclSeq());
            } else if (room.unfit(append) != null) {
                outcome = room.unfit(append);
            } else if (room.slowMode.judge(append, room.lastAt(), store.now()) != null) {
                outcome = room.slowMode.judge(append, room.lastAt(), store.now());
            } else if (append.content() instanceof Content.Membership membership
                    && room.joins() == Joins.SILENT
                    && membership.change().enters()) {
                outcome = store.enter(room, append.from(), membership);
            } else {
                Entry entry = store.add(room, append.from(), append.cid(), append.content());
                entries = List.of(entry);
                outcome = new Outcome.Stored(entry.epoch(), entry.seq(), entry.at(), false);
            }
            store.commit(entries);
            return outcome;
        });
    }

    @Override
    public Future<@Nullable Outcome> find(Append append) {
        return store.read(() -> known(append));
    }

    private @Nullable Outcome known(Append append) {
        MemoryRoom room = store.rooms.get(append.room());
        MemoryRoom.Known known = room == null ? null : room.known(append.from(), append.cid());
        if (room == null || known == null) {
            return null;
        }
        return known.digest().equals(Digest.of(append.content()))
                ? new Outcome.Stored(room.epoch(), known.seq(), known.at(), true)
                : new Outcome.Reused(known.seq());
    }

    @Override
    public Future<Page> after(String id, long after, int limit, int maxBytes) {
        return store.read(() -> {
            MemoryRoom room = present(id);
            List<Entry> entries = room.entries(after + 1, Long.MAX_VALUE);
            return page(room, entries.subList(0, fitting(entries, limit, maxBytes)));
        });
    }

    @Override
    public Future<Page> before(String id, long before, int limit, int maxBytes) {
        return store.read(() -> {
            MemoryRoom room = present(id);
            List<Entry> entries = new ArrayList<>(room.entries(1, before - 1).reversed());
            List<Entry> highest = entries.subList(0, fitting(entries, limit, maxBytes));
            Collections.reverse(highest);
            return page(room, highest);
        });
    }

    @Override
    public Future<@Nullable History> history(String id) {
        return store.read(() -> {
            MemoryRoom room = store.present(id);
            return room == null ? null : room.history();
        });
    }

    @Override
    public Future<Long> commits() {
        return store.read(store::commits);
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> ids) {
        return store.read(() -> {
            Map<String, Head> heads = new HashMap<>();
            for (String id : ids) {
                MemoryRoom room = store.present(id);
                if (room != null) {
                    heads.put(id, new Head(room.epoch(), room.head()));
                }
            }
            return heads;
        });
    }

    private MemoryRoom present(String id) {
        MemoryRoom room = store.present(id);
        if (room == null) {
            throw Failure.of(Code.NOT_FOUND, "there is no such room");
        }
        return room;
    }

    private static Page page(MemoryRoom room, List<Entry> entries) {
        History history = room.history();
        return new Page(history.epoch(), history.oldest(), history.head(), room.aclSeq(), entries);
    }

    private static int fitting(List<Entry> entries, int limit, int maxBytes) {
        int count = 0;
        long bytes = 0;
        while (count < Math.min(limit, entries.size())) {
            bytes += size(entries.get(count).content());
            if (count > 0 && bytes > maxBytes) {
                break;
            }
            count++;
        }
        return count;
    }

    private static int size(Content content) {
        Body body = content instanceof Content.Message message ? message.body() : null;
        return 100 + (body == null ? 0 : body.text().length());
    }
}
