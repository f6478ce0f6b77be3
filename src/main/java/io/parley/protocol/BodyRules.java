package io.parley.protocol;

import io.parley.room.Body;
import io.parley.room.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** What a body may hold. Its {@code data} has passed {@link JsonText#DATA} when it comes here. */
final class BodyRules {
    private static final int DATA_BYTES = 8 * 1024;
    private static final int ATTACHMENTS = 10;
    private static final int MENTIONS = 50;

    private final int textChars;

    BodyRules(int textChars) {
        this.textChars = textChars;
    }

    /** Fails with the first fault: {@code too_large} for text or data over their limits, else {@code bad_request}. */
    Body check(Body body) {
        if (!Text.fits(body.text(), textChars)) {
            throw tooLarge("body.text", "must have at most " + textChars + " code points");
        }
        Draft.clean("body.text", body.text(), textChars);
        String data = body.data();
        if (data != null && data.getBytes(StandardCharsets.UTF_8).length > DATA_BYTES) {
            throw tooLarge("body.data", "must have at most " + DATA_BYTES + " bytes when compact");
        }
        list("body.attachments", body.attachments(), ATTACHMENTS, Ids::isCid, "an attachment's id");
        list("body.mentions", body.mentions(), MENTIONS, Ids::isUser, "a user id");
        return body;
    }

    /** Fails where there are more than {@code max} items, or one is not {@code valid}. */
    static List<String> list(String path, List<String> items, int max, Predicate<String> valid, String what) {
        if (items.size() > max) {
            throw Draft.bad(path, "must have at most " + max + " items");
        }
        for (int i = 0; i < items.size(); i++) {
            if (!valid.test(items.get(i))) {
                throw Draft.bad(path + "[" + i + "]", "must be " + what);
            }
        }
        return items;
    }

    private static Failure tooLarge(String path, String fault) {
        return new Failure(Problem.field(Code.TOO_LARGE, path, path + " " + fault));
    }
}
