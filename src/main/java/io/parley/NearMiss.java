package io.parley;

import org.jspecify.annotations.Nullable;

/** What somebody may have meant by a name that does not exist. */
final class NearMiss {
    private static final int FAR = 3;

    private NearMiss() {}

    /** The nearest of the known names, or null where none is near. */
    static @Nullable String of(String name, Iterable<String> known) {
        String nearest = null;
        int least = FAR;
        for (String candidate : known) {
            int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's: the fewest insertions, deletions and replacements of one character. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
