package io.parley.room;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people, rooms and texts may be called and hold. */
public final class Names {
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "admin",
            "administrator",
            "all",
            "anonymous",
            "api",
            "everyone",
            "here",
            "me",
            "moderator",
            "null",
            "owner",
            "parley",
            "postmaster",
            "root",
            "security",
            "server",
            "service",
            "staff",
            "support",
            "system",
            "undefined",
            "webmaster");

    private Names() {}

    /**
     * The user id that a typed name stands for, or null where it stands for none. Compatibility forms are folded, and what
     * is not ASCII then is refused: no letter is left that looks like another alphabet's.
     */
    public static @Nullable String user(String typed) {
        if (typed.length() > 256) {
            return null;
        }
        String id = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Ids.isUser(id) ? id : null;
    }

    public static boolean isReserved(String user) {
        return RESERVED.contains(user);
    }

    /** Whether it is Unicode without U+0000 and lone surrogates. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }

    /** Whether it is a text without control characters and marks that turn the direction of what stands beside it. */
    public static boolean isPlain(String text) {
        return isText(text)
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || c == 0x2028
                                || c == 0x2029
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x2069));
    }

    /** Whether it is plain and something can be seen of it. */
    public static boolean isName(String text) {
        return isPlain(text) && !text.isBlank();
    }
}
