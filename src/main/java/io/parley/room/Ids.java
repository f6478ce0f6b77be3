package io.parley.room;

/** The alphabets of the three ids that people and programs choose. */
public final class Ids {
    private static final int MAX = 64;

    private Ids() {}

    /** 1–64 of {@code a-z 0-9 . _ -}, starting with a letter or digit. */
    public static boolean isUser(String id) {
        return matches(id, "._-", false) && isLetterOrDigit(id.charAt(0), false);
    }

    /** 1–64 of {@code A-Za-z0-9._-}, starting with a letter or digit; or {@code @} and a user id; or {@code @all}. */
    public static boolean isRoom(String id) {
        if (id.startsWith("@")) {
            return isUser(id.substring(1));
        }
        return matches(id, "._-", true) && isLetterOrDigit(id.charAt(0), true);
    }

    /** 1–64 of {@code A-Za-z0-9._~-}. */
    public static boolean isCid(String cid) {
        return matches(cid, "._~-", true);
    }

    private static boolean matches(String id, String marks, boolean upper) {
        if (id.isEmpty() || id.length() > MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!isLetterOrDigit(c, upper) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c, boolean upper) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (upper && c >= 'A' && c <= 'Z');
    }
}
