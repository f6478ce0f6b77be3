package io.parley.port;

import io.parley.port.Outcome.Unfit;
import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Excerpt;
import io.parley.room.History;
import io.parley.room.Item;
import io.parley.room.Span;
import io.parley.room.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of a {@link MemoryRoom}, folded anew from its log each time they are looked at. */
final class MemoryMessages {
    private final MemoryRoom room;

    MemoryMessages(MemoryRoom room) {
        this.room = room;
    }

    @Nullable
    Outcome unfit(Append append) {
        for (long target : append.content().targets()) {
            Fault fault = fault(append, target);
            if (fault != null) {
                return new Unfit(target, fault);
            }
        }
        return null;
    }

    private @Nullable Fault fault(Append append, long target) {
        List<Entry> there = room.entries(target, target);
        if (there.isEmpty() || !(there.getFirst().content() instanceof Content.Message)) {
            return Fault.NO_MESSAGE;
        }
        boolean own = there.getFirst().from().equals(append.from());
        boolean another = (append.content() instanceof Content.Edit && !own)
                || (append.content() instanceof Content.Delete && !own && !append.moderates());
        if (another) {
            return Fault.NOT_OWN;
        }
        boolean fresh = append.content() instanceof Content.Reaction reaction
                && reaction.on()
                && !everUsed(target).contains(reaction.emoji());
        return fresh && everUsed(target).size() >= Tally.MAX_EMOJI ? Fault.TOO_MANY_EMOJI : null;
    }

    private Set<String> everUsed(long target) {
        return reactions(target).keySet();
    }

    Excerpt read(String user, Span span) {
        History history = room.history();
        List<Item> items = new ArrayList<>();
        Walk down = walk(user, room.entries(1, span.pivot()).reversed(), span.below(), span.maxBytes());
        Walk up = walk(user, room.entries(span.pivot() + 1, Long.MAX_VALUE), span.above(), span.maxBytes());
        items.addAll(down.items().reversed());
        items.addAll(up.items());
        boolean lower = down.reached() > history.oldest();
        boolean higher = up.reached() > 0 && up.reached() < history.head();
        return new Excerpt(
                history.epoch(),
                history.oldest(),
                history.head(),
                room.aclSeq(),
                items,
                lower ? Long.valueOf(down.reached()) : null,
                higher ? Long.valueOf(up.reached()) : null);
    }

    /** @param reached the last seq looked at; 0 where there was none */
    private record Walk(List<Item> items, long reached) {}

    private Walk walk(String user, List<Entry> entries, int limit, int maxBytes) {
        List<Item> items = new ArrayList<>();
        long reached = 0;
        int bytes = 0;
        for (Entry entry : limit == 0 ? List.<Entry>of() : entries) {
            if (entry.content() instanceof Content.Message message) {
                Item item = item(user, entry, message);
                bytes += 200 + item.toString().length();
                if (items.size() == limit || (bytes > maxBytes && !items.isEmpty())) {
                    break;
                }
                items.add(item);
            }
            reached = entry.seq();
        }
        return new Walk(items, reached);
    }

    private Item item(String user, Entry entry, Content.Message message) {
        Entry edit = null;
        for (Entry later : room.entries(entry.seq() + 1, Long.MAX_VALUE)) {
            if (later.content() instanceof Content.Delete delete && delete.target() == entry.seq()) {
                return new Item(entry, null, later.at(), List.of());
            }
            edit = later.content() instanceof Content.Edit better && better.target() == entry.seq() ? later : edit;
        }
        List<Tally> tallies = new ArrayList<>();
        reactions(entry.seq()).forEach((emoji, users) -> {
            if (!users.isEmpty()) {
                tallies.add(new Tally(emoji, users.size(), users.contains(user)));
            }
        });
        if (edit == null) {
            return new Item(entry, null, null, tallies);
        }
        Content now = new Content.Message(((Content.Edit) edit.content()).body(), message.replyTo(), message.thread());
        return new Item(entry.with(now), edit.at(), null, tallies);
    }

    /** Who reacts to the message with which emoji; one that nobody uses any more is there, with nobody. */
    private Map<String, Set<String>> reactions(long target) {
        Map<String, Set<String>> reactions = new LinkedHashMap<>();
        for (Entry entry : room.entries(target + 1, Long.MAX_VALUE)) {
            if (entry.content() instanceof Content.Reaction reaction && reaction.target() == target) {
                if (reaction.on()) {
                    reactions
                            .computeIfAbsent(reaction.emoji(), emoji -> new LinkedHashSet<>())
                            .add(entry.from());
                } else if (reactions.containsKey(reaction.emoji())) {
                    reactions.get(reaction.emoji()).remove(entry.from());
                }
            }
        }
        return reactions;
    }
}
