package io.parley.room;

/**
 * How many react to a message with one emoji.
 *
 * @param me whether the one who looks is among them
 */
public record Tally(String emoji, long count, boolean me) {
    /** The most different emoji that one message is ever reacted to with. */
    public static final int MAX_EMOJI = 100;
}
