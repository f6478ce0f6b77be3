package io.parley.port;

import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Occasion;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the {@link MemoryStore} owes. */
final class MemoryOwed implements Owed {
    private final MemoryStore store;
    /** By id; each names all who have not been told yet. */
    private final TreeMap<Long, Debt> debts = new TreeMap<>();

    private long lastId;
    private int settlementsToFail;

    MemoryOwed(MemoryStore store) {
        this.store = store;
    }

    /** The next {@code count} settlements are not done, and fail as unavailable. */
    void failSettlements(int count) {
        settlementsToFail = count;
    }

    /** What the content would cause, of a room as it is before. */
    void note(MemoryRoom room, String from, Content content, @Nullable Long seq) {
        switch (content) {
            case Content.Message message
            when message.body() != null -> {
                TreeSet<String> members = new TreeSet<>(message.body().mentions());
                members.retainAll(room.members().keySet());
                owe(room, seq, Occasion.MENTIONED, from, members);
            }
            case Content.Membership membership -> note(room, from, membership, seq);
            case Content.RoomChange change
            when change.deleted() ->
                owe(room, seq, Occasion.ROOM_DELETED, from, room.members().keySet());
            default -> {}
        }
    }

    private void note(MemoryRoom room, String from, Content.Membership membership, @Nullable Long seq) {
        boolean there = room.members().containsKey(membership.member());
        List<String> whom = List.of(membership.member());
        if (membership.change() == Change.ADDED && !there) {
            owe(room, seq, room.kind() == RoomKind.DIRECT ? Occasion.DIRECT : Occasion.ADDED, from, whom);
        } else if ((membership.change() == Change.REMOVED || membership.change() == Change.BANNED) && there) {
            owe(room, seq, Occasion.REMOVED, from, whom);
        }
    }

    private void owe(MemoryRoom room, @Nullable Long seq, Occasion occasion, String from, Collection<String> whom) {
        TreeSet<String> others = new TreeSet<>(whom);
        others.remove(from);
        long head = seq == null ? room.head() : seq;
        if (!others.isEmpty() || occasion == Occasion.ROOM_DELETED) {
            debts.put(
                    ++lastId,
                    new Debt(lastId, room.id(), room.epoch(), head, seq, occasion, from, List.copyOf(others)));
        }
    }

    @Override
    public Future<List<Debt>> owed(int limit) {
        return store.read(() -> debts.values().stream()
                .limit(limit)
                .map(debt -> debt.first(Math.min(RECIPIENTS, debt.to().size())))
                .toList());
    }

    @Override
    public Future<Void> settle(List<Debt> settled) {
        return store.answer(() -> {
            if (settlementsToFail > 0) {
                settlementsToFail--;
                throw MemoryStore.unavailable();
            }
            settled.forEach(this::settle);
            store.commit(List.of());
            return null;
        });
    }

    private void settle(Debt told) {
        Debt debt = debts.get(told.id());
        if (debt == null) {
            return;
        }
        List<String> left = new ArrayList<>(debt.to());
        if (!told.to().isEmpty()) {
            left.removeIf(user -> user.compareTo(told.to().getLast()) <= 0);
        }
        if (left.isEmpty()) {
            debts.remove(told.id());
        } else {
            debts.put(
                    told.id(),
                    new Debt(
                            debt.id(),
                            debt.room(),
                            debt.epoch(),
                            debt.head(),
                            debt.seq(),
                            debt.occasion(),
                            debt.from(),
                            left));
        }
    }
}
