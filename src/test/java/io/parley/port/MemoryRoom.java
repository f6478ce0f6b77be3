package io.parley.port;

import io.parley.room.Content;
import io.parley.room.Digest;
import io.parley.room.Entry;
import io.parley.room.Excerpt;
import io.parley.room.Fork;
import io.parley.room.History;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import io.parley.room.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One room of the {@link MemoryStore}: its log, and the present state that its entries lead to. */
final class MemoryRoom {
    private static final long FOR_EVER = (1L << 53) - 1;

    /** What a cid names. */
    record Known(long seq, long at, Digest digest) {}

    private record Sender(String user, String cid) {}

    /** @param mentions whom the message named when it was sent */
    private record Row(Entry entry, Set<String> mentions) {
        boolean counts() {
            return entry.content().counts();
        }
    }

    private final MemoryMessages messages = new MemoryMessages(this);
    final MemorySlowMode slowMode = new MemorySlowMode();

    private final String id;
    private final long createdAt;
    private final List<Row> rows = new ArrayList<>();
    private final List<Fork> forks = new ArrayList<>();
    private final Map<Sender, Known> cids = new HashMap<>();
    private final TreeMap<String, Member> members = new TreeMap<>();
    /** Until when, by user. */
    private final Map<String, Long> bans = new HashMap<>();

    private final Map<String, Long> mutes = new HashMap<>();
    private final Set<Long> deletions = new HashSet<>();
    private final Map<String, Long> reads = new HashMap<>();
    private final Joins joins;
    private String name;
    private @Nullable String topic;
    private RoomKind kind;
    private boolean deleted;
    private long epoch;
    private long oldest = 1;
    private long aclSeq;

    MemoryRoom(String id, RoomKind kind, long epoch, long createdAt) {
        this(id, kind, epoch, createdAt, Joins.LOGGED);
    }

    MemoryRoom(String id, RoomKind kind, long epoch, long createdAt, Joins joins) {
        this.id = id;
        this.name = id;
        this.kind = kind;
        this.epoch = epoch;
        this.createdAt = createdAt;
        this.joins = joins;
    }

    Entry add(String from, String cid, Content content, long now) {
        long at = rows.isEmpty() ? now : Math.max(now, rows.getLast().entry().at());
        long seq = head() + 1;
        cids.put(new Sender(from, cid), new Known(seq, at, Digest.of(content)));
        Entry entry = new Entry(id, epoch, seq, at, from, cid, redactLateEdit(content));
        Set<String> mentions = content instanceof Content.Message message && message.body() != null
                ? Set.copyOf(message.body().mentions())
                : Set.of();
        rows.add(new Row(entry, mentions));
        apply(entry);
        return entry;
    }

    @Nullable
    Known known(String from, String cid) {
        return cids.get(new Sender(from, cid));
    }

    /** The same room as it was at {@code last}; how far users have read is kept, up to there. */
    MemoryRoom upTo(long last) {
        MemoryRoom past = new MemoryRoom(id, kind, epoch, createdAt, joins);
        for (Row row : rows.subList(0, (int) last)) {
            Entry entry = row.entry();
            past.rows.add(row);
            Sender sender = new Sender(entry.from(), entry.cid());
            past.cids.put(sender, cids.get(sender));
            past.apply(entry);
        }
        past.forks.addAll(forks);
        past.oldest = Math.min(oldest, last + 1);
        reads.forEach((user, seq) -> past.reads.put(user, Math.min(seq, last)));
        return past;
    }

    void trim(long from) {
        oldest = Math.max(oldest, Math.min(from, head() + 1));
    }

    void fork(long newEpoch) {
        forks.add(new Fork(epoch, head()));
        epoch = newEpoch;
    }

    void read(String user, long seq) {
        long readable = Math.min(head(), Math.max(seq, oldest - 1));
        reads.merge(user, readable, Math::max);
    }

    /** The entries with {@code from <= seq <= to} that are still readable. */
    List<Entry> entries(long from, long to) {
        List<Entry> found = new ArrayList<>();
        for (long seq = Math.max(from, oldest); seq <= Math.min(to, head()); seq++) {
            Entry entry = rows.get((int) seq - 1).entry();
            found.add(new Entry(id, epoch, seq, entry.at(), entry.from(), entry.cid(), entry.content()));
        }
        return found;
    }

    Standing standing(String user) {
        long readSeq = reads.getOrDefault(user, 0L);
        List<Row> above = rows.subList((int) readSeq, rows.size());
        return new Standing(
                place(user, 0).room(),
                history(),
                members.get(user),
                readSeq,
                above.stream().filter(Row::counts).count(),
                above.stream().filter(row -> row.mentions().contains(user)).count());
    }

    History history() {
        return new History(epoch, oldest, head(), forks);
    }

    /** Makes a member without an entry. */
    Outcome enter(Content.Membership change, long now) {
        String user = change.member();
        Role role = change.role() == null ? Role.MEMBER : change.role();
        boolean fresh = !members.containsKey(user);
        members.putIfAbsent(
                user, new Member(user, role, rows.isEmpty() ? now : Math.max(now, lastAt()), mutes.get(user)));
        return new Outcome.Stored(epoch, head(), members.get(user).joinedAt(), !fresh);
    }

    String id() {
        return id;
    }

    RoomKind kind() {
        return kind;
    }

    Joins joins() {
        return joins;
    }

    /** An inbox that goes with its account. */
    MemoryRoom closed() {
        deleted = kind == RoomKind.INBOX;
        return this;
    }

    NavigableMap<String, Member> members() {
        return members;
    }

    Place place(String user, long now) {
        Room room = new Room(id, name, topic, kind, createdAt, aclSeq, members.size(), slowMode.seconds(), joins);
        return new Place(room, members.get(user), bannedUntil(user, now));
    }

    /** 0 where no ban is in force. */
    long bannedUntil(String user, long now) {
        long until = bans.getOrDefault(user, 0L);
        return until > now ? until : 0;
    }

    boolean deleted() {
        return deleted;
    }

    long epoch() {
        return epoch;
    }

    long aclSeq() {
        return aclSeq;
    }

    long head() {
        return rows.size();
    }

    long lastAt() {
        return rows.isEmpty() ? 0 : rows.getLast().entry().at();
    }

    private void apply(Entry entry) {
        slowMode.apply(entry);
        switch (entry.content()) {
            case Content.Membership membership -> apply(membership, entry);
            case Content.RoomChange change -> {
                name = change.name() == null ? name : change.name();
                topic = change.topic() == null ? topic : change.topic();
                kind = change.roomKind() == null ? kind : change.roomKind();
                deleted |= change.deleted();
                aclSeq = entry.seq();
            }
            case Content.Delete delete -> redact(delete.target(), entry.seq());
            default -> {}
        }
    }

    private void apply(Content.Membership change, Entry entry) {
        String user = change.member();
        Role role = change.role();
        switch (change.change()) {
            case JOINED, ADDED ->
                members.putIfAbsent(
                        user, new Member(user, role == null ? Role.MEMBER : role, entry.at(), mutes.get(user)));
            case LEFT, REMOVED -> members.remove(user);
            case BANNED -> {
                members.remove(user);
                bans.put(user, until(change));
            }
            case UNBANNED -> bans.remove(user);
            case MUTED -> mute(user, until(change));
            case UNMUTED -> mute(user, null);
            case ROLE ->
                members.computeIfPresent(
                        user,
                        (id, old) ->
                                new Member(id, role == null ? old.role() : role, old.joinedAt(), old.mutedUntil()));
        }
        if (change.change().restricts()) {
            aclSeq = entry.seq();
        }
    }

    private static long until(Content.Membership change) {
        return change.until() == null ? FOR_EVER : change.until();
    }

    private void mute(String user, @Nullable Long until) {
        if (until == null) {
            mutes.remove(user);
        } else {
            mutes.put(user, until);
        }
        members.computeIfPresent(user, (id, old) -> new Member(id, old.role(), old.joinedAt(), until));
    }

    private void redact(long target, long below) {
        if (target < 1
                || target >= below
                || !(rows.get((int) target - 1).entry().content() instanceof Content.Message)) {
            return;
        }
        deletions.add(target);
        rows.replaceAll(row -> row.entry().content().tells(target, row.entry().seq())
                ? new Row(row.entry().with(row.entry().content().redacted()), row.mentions())
                : row);
    }

    private Content redactLateEdit(Content content) {
        return content instanceof Content.Edit edit && deletions.contains(edit.target()) ? content.redacted() : content;
    }

    /** Null where what the append is about allows it. */
    @Nullable
    Outcome unfit(Append append) {
        if (append.content() instanceof Content.Membership membership) {
            Outcome.Unfit.Fault fault = MemoryBelonging.judge(members, membership);
            return fault == null ? null : new Outcome.Unfit(0, fault);
        }
        return messages.unfit(append);
    }

    Excerpt messages(String user, Span span) {
        return messages.read(user, span);
    }
}
