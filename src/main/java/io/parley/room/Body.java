package io.parley.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote. The text is kept as it came, never normalised.
 *
 * @param text any Unicode without U+0000 and lone surrogates
 * @param data a JSON object as its text, or null; the server never looks inside
 * @param attachments ids of attachments, in the sender's order
 * @param mentions user ids the sender named; the server never parses them out of the text
 */
public record Body(String text, @Nullable String data, List<String> attachments, List<String> mentions) {
    public Body {
        attachments = List.copyOf(attachments);
        mentions = List.copyOf(mentions);
    }

    public static Body of(String text) {
        return new Body(text, null, List.of(), List.of());
    }
}
