package io.parley.room;

/**
 * One numbered thing that happened in a room. Immutable, and the same for every reader.
 *
 * @param epoch the room's epoch at the time of reading; an entry below a fork belongs to both sides of it
 * @param seq 1, 2, 3 … without a hole
 * @param at Unix milliseconds; never decreases in a room
 * @param from the user who made it
 * @param cid the sender's own id of the write
 */
public record Entry(String room, long epoch, long seq, long at, String from, String cid, Content content) {
    /** The same entry saying something else, as after a redaction. */
    public Entry with(Content other) {
        return new Entry(room, epoch, seq, at, from, cid, other);
    }
}
