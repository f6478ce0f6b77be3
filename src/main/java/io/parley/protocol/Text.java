package io.parley.protocol;

/** What every text of the contract keeps to: Unicode without U+0000 and without lone surrogates. */
public final class Text {
    private Text() {}

    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether there are at most {@code max} code points. */
    public static boolean fits(String text, int max) {
        return text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }
}
