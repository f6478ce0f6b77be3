package io.parley.room;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a text, as it is searched for them. What is written without spaces between words is taken character by
 * character, as search engines do (Lucene's {@code StandardTokenizer}); letters in disguise (NFKC) are what they stand for.
 */
public final class Words {
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private Words() {}

    /** The text with its words apart: letters and digits, with one space between two words. Case and accents stay. */
    public static String apart(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder words = new StringBuilder(plain.length() + 16);
        boolean within = false;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            boolean letter = isOfWord(c);
            boolean alone = letter && UNSPACED.contains(UnicodeScript.of(c));
            if (letter && (alone || !within) && !words.isEmpty()) {
                words.append(' ');
            }
            if (letter) {
                words.appendCodePoint(c);
            }
            within = letter && !alone;
        }
        return words.toString();
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.PRIVATE_USE;
    }

    /**
     * What a person looks for: for each part that stands between spaces its words, which must follow each other in the text.
     * Empty where there is nothing to look for.
     */
    public static List<List<String>> phrases(String query) {
        List<List<String>> phrases = new ArrayList<>();
        for (String part : query.strip().split("\\s+", -1)) {
            String apart = apart(part);
            if (!apart.isEmpty()) {
                phrases.add(List.of(apart.split(" ", -1)));
            }
        }
        return phrases;
    }
}
