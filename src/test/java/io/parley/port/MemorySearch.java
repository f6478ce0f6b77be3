package io.parley.port;

import io.parley.room.Content;
import io.parley.room.Item;
import io.parley.room.Span;
import io.parley.room.Words;
import io.vertx.core.Future;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** {@link Search} in a {@link MemoryStore}: every message is looked at. A cursor is how many have been found before. */
@NullMarked
record MemorySearch(MemoryStore store) implements Search {
    private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");

    @Override
    public Future<Found> find(Query query, int limit, int maxBytes) {
        return store.answer(() -> {
            int skipped = query.cursor() == null ? 0 : Math.toIntExact(query.cursor());
            List<Item> all = store.rooms.entrySet().stream()
                    .filter(room -> !room.getValue().deleted())
                    .filter(room -> query.room() == null
                            ? room.getValue().members().containsKey(query.user())
                            : room.getKey().equals(query.room()))
                    .flatMap(room -> messages(room.getValue(), query.user()).stream())
                    .filter(item -> matches(item, query))
                    .sorted(Comparator.comparingLong((Item item) -> item.entry().at())
                            .thenComparingLong(item -> item.entry().seq())
                            .reversed())
                    .skip(skipped)
                    .toList();
            int taken = 0;
            int bytes = 0;
            while (taken < Math.min(limit, all.size())) {
                bytes += 100 + words(all.get(taken)).toString().length();
                if (taken > 0 && bytes > maxBytes) {
                    break;
                }
                taken++;
            }
            return new Found(all.subList(0, taken), taken < all.size() ? Long.valueOf(skipped + taken) : null);
        });
    }

    private static List<Item> messages(MemoryRoom room, String user) {
        return room.messages(user, new Span(room.head(), Integer.MAX_VALUE, 0, Integer.MAX_VALUE))
                .items();
    }

    private static boolean matches(Item item, Query query) {
        List<String> words = words(item);
        List<List<String>> phrases = query.phrases();
        boolean all = item.entry().at() < query.before()
                && (query.from() == null || query.from().equals(item.entry().from()));
        for (int i = 0; i < phrases.size(); i++) {
            all &= holds(words, phrases.get(i), i == phrases.size() - 1);
        }
        return all;
    }

    private static boolean holds(List<String> words, List<String> phrase, boolean last) {
        List<String> wanted =
                phrase.stream().flatMap(word -> folded(word).stream()).toList();
        if (!last) {
            return Collections.indexOfSubList(words, wanted) >= 0;
        }
        for (int from = 0; from + wanted.size() <= words.size(); from++) {
            List<String> there = words.subList(from, from + wanted.size());
            int end = wanted.size() - 1;
            if (there.subList(0, end).equals(wanted.subList(0, end))
                    && there.getLast().startsWith(wanted.getLast())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(Item item) {
        return item.entry().content() instanceof Content.Message message && message.body() != null
                ? folded(message.body().text())
                : List.of();
    }

    private static List<String> folded(@Nullable String text) {
        String apart = Words.apart(text == null ? "" : text).toLowerCase(Locale.ROOT);
        String plain =
                ACCENT.matcher(Normalizer.normalize(apart, Normalizer.Form.NFD)).replaceAll("");
        return Arrays.asList(plain.split(" ", -1));
    }
}
