package io.parley.store.sqlite;

import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Occasion;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads from a new entry to the present state: of the room, of its members and of its messages. */
final class Projection {
    /** Until somebody lifts it: the highest number that JSON carries. */
    private static final long FOR_EVER = (1L << 53) - 1;

    private final Sql sql;
    private final Entries entries;
    private final Debts debts;

    Projection(Sql sql, Entries entries) {
        this.sql = sql;
        this.entries = entries;
        this.debts = new Debts(sql);
    }

    /** Before the entry is inserted; the room's row is changed in memory. */
    void apply(RoomRow room, Entry entry) throws SQLException {
        switch (entry.content()) {
            case Content.Message message -> message(room, entry, message.body());
            case Content.Edit edit -> edit(room, entry.seq(), edit);
            case Content.Delete delete -> delete(room, entry.seq(), delete.target());
            case Content.Reaction reaction -> react(room, entry, reaction);
            case Content.Membership membership -> belong(room, entry, membership);
            case Content.RoomChange change -> {
                boolean ends = change.deleted() && !room.deleted;
                room.name = change.name() == null ? room.name : change.name();
                room.topic = change.topic() == null ? room.topic : change.topic();
                room.kind = change.roomKind() == null ? room.kind : change.roomKind();
                room.deleted |= change.deleted();
                if (change.slowMode() != null) {
                    SlowMode.change(sql, room, change.slowMode());
                }
                room.aclSeq = entry.seq();
                if (ends) {
                    debts.oweAll(room, entry.seq(), Occasion.ROOM_DELETED, entry.from());
                }
            }
            case Content.Notice notice -> room.messages++;
            case Content.Announcement announcement -> room.messages++;
            case Content.Opaque opaque -> {}
        }
    }

    boolean isDeleted(RoomRow room, long target) throws SQLException {
        return sql.number(0, "SELECT 1 FROM deletions WHERE room = ? AND target = ?", room.key, target) != 0;
    }

    private void message(RoomRow room, Entry entry, @Nullable Body body) throws SQLException {
        long seq = entry.seq();
        SlowMode.sent(sql, room, entry.from(), entry.at());
        room.messages++;
        room.lastMessage = seq;
        if (body == null || body.mentions().isEmpty()) {
            return;
        }
        for (String user : new HashSet<>(body.mentions())) {
            sql.update(
                    "INSERT INTO mentions (room, user, seq, count) VALUES (?, ?, ?, ?)",
                    room.key,
                    user,
                    seq,
                    1 + Standings.mentions(sql, room.key, user, seq));
        }
        debts.oweMentioned(room, seq, entry.from(), body.mentions());
    }

    private void edit(RoomRow room, long seq, Content.Edit edit) throws SQLException {
        if (edit.target() < seq) {
            sql.update("INSERT INTO edits (room, target, seq) VALUES (?, ?, ?)", room.key, edit.target(), seq);
        }
    }

    private void delete(RoomRow room, long seq, long target) throws SQLException {
        if (!(entries.content(room, target) instanceof Content.Message message)) {
            return;
        }
        sql.update(
                "INSERT INTO deletions (room, target, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                room.key,
                target,
                seq);
        entries.rewrite(room, target, message.redacted());
        List<Long> edits =
                sql.all("SELECT seq FROM edits WHERE room = ? AND target = ?", row -> row.getLong(1), room.key, target);
        for (long edit : edits) {
            entries.rewrite(room, edit, new Content.Edit(target, null));
        }
    }

    private void react(RoomRow room, Entry entry, Content.Reaction reaction) throws SQLException {
        if (reaction.target() >= entry.seq()) {
            return;
        }
        long target = reaction.target();
        int change = reaction.on()
                ? sql.update(
                        "INSERT INTO reactions (room, target, sender, emoji, seq) VALUES (?, ?, ?, ?, ?) "
                                + "ON CONFLICT DO NOTHING",
                        room.key,
                        target,
                        entry.from(),
                        reaction.emoji(),
                        entry.seq())
                : -sql.update(
                        "DELETE FROM reactions WHERE room = ? AND target = ? AND sender = ? AND emoji = ?",
                        room.key,
                        target,
                        entry.from(),
                        reaction.emoji());
        if (change != 0) {
            sql.update(
                    "INSERT INTO tallies (room, target, emoji, count, since) VALUES (?, ?, ?, 1, ?) "
                            + "ON CONFLICT DO UPDATE SET count = count + ?",
                    room.key,
                    target,
                    reaction.emoji(),
                    entry.seq(),
                    change);
        }
    }

    private void belong(RoomRow room, Entry entry, Content.Membership membership) throws SQLException {
        String user = membership.member();
        Change change = membership.change();
        switch (change) {
            case JOINED, ADDED -> enter(room, entry.at(), entry.seq(), entry.from(), membership);
            case LEFT, REMOVED -> leave(room, entry, user);
            case BANNED -> {
                leave(room, entry, user);
                sql.update(
                        "INSERT INTO bans (room, user, seq, until) VALUES (?, ?, ?, ?) "
                                + "ON CONFLICT DO UPDATE SET seq = excluded.seq, until = excluded.until",
                        room.key,
                        user,
                        entry.seq(),
                        until(membership));
            }
            case UNBANNED -> sql.update("DELETE FROM bans WHERE room = ? AND user = ?", room.key, user);
            case MUTED -> mute(room, user, until(membership));
            case UNMUTED -> unmute(room, user);
            case ROLE -> appoint(room, user, membership.role());
        }
        if (change.restricts()) {
            room.aclSeq = entry.seq();
        }
    }

    /**
     * Also without an entry.
     *
     * @param seq the entry's; null where there is none
     * @return whether it is a member more
     */
    boolean enter(RoomRow room, long at, @Nullable Long seq, String from, Content.Membership membership)
            throws SQLException {
        String user = membership.member();
        Role role = membership.role();
        boolean fresh = sql.update(
                        "INSERT INTO members (room, user, role, joined_at, muted_until) VALUES (?1, ?2, ?3, ?4, "
                                + "(SELECT until FROM mutes WHERE room = ?1 AND user = ?2)) ON CONFLICT DO NOTHING",
                        room.key,
                        user,
                        (role == null ? Role.MEMBER : role).wireName(),
                        at)
                == 1;
        if (fresh) {
            room.members++;
            debts.owe(room, seq, room.kind == RoomKind.DIRECT ? Occasion.DIRECT : Occasion.ADDED, from, user);
        }
        return fresh;
    }

    private void leave(RoomRow room, Entry entry, String user) throws SQLException {
        if (sql.update("DELETE FROM members WHERE room = ? AND user = ?", room.key, user) == 1) {
            room.members--;
            debts.owe(room, entry.seq(), Occasion.REMOVED, entry.from(), user);
        }
    }

    private static long until(Content.Membership membership) {
        return membership.until() == null ? FOR_EVER : membership.until();
    }

    /** Also of one who is no member yet, or not now: it waits. */
    private void mute(RoomRow room, String user, long until) throws SQLException {
        sql.update(
                "INSERT INTO mutes (room, user, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until ="
                        + " excluded.until",
                room.key,
                user,
                until);
        sql.update("UPDATE members SET muted_until = ? WHERE room = ? AND user = ?", until, room.key, user);
    }

    private void unmute(RoomRow room, String user) throws SQLException {
        sql.update("DELETE FROM mutes WHERE room = ? AND user = ?", room.key, user);
        sql.update("UPDATE members SET muted_until = NULL WHERE room = ? AND user = ?", room.key, user);
    }

    private void appoint(RoomRow room, String user, @Nullable Role role) throws SQLException {
        if (role != null) {
            sql.update("UPDATE members SET role = ? WHERE room = ? AND user = ?", role.wireName(), room.key, user);
        }
    }
}
