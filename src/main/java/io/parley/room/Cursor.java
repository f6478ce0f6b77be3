package io.parley.room;

/**
 * How far one reader has come in one room's log: {@code acked <= position <= shown <= head}, always. All of what is remembered of
 * a reader. Not thread-safe: confined to the loop that owns it.
 */
public final class Cursor {
    /** Names the log that the three numbers count in; changes only by {@link #jump} and {@link #renew}. */
    private long epoch;
    /** The last seq that the reader confirmed; falls only by {@link #jump}. */
    private long acked;
    /** The last seq written; falls only by {@link #rewind} and {@link #jump}. */
    private long position;
    /** The highest position since the last {@link #jump}. */
    private long shown;
    /** The highest seq heard of; falls only by {@link #jump} and {@link #renew}. */
    private long head;

    public Cursor(long epoch, long position, long head) {
        jump(epoch, position, head);
    }

    /** The gate: true exactly when this is the next entry to write, which it then counts as written. Raises the head. */
    public boolean accept(long entryEpoch, long seq) {
        if (entryEpoch != epoch) {
            return false;
        }
        see(seq);
        if (seq != position + 1) {
            return false;
        }
        position = seq;
        shown = Math.max(shown, seq);
        return true;
    }

    public void see(long seq) {
        head = Math.max(head, seq);
    }

    /**
     * Cumulative and idempotent; one that comes late, after a rewind, moves the position too. Nobody acks what was not
     * shown: an ack sent before its reader learnt of a jump may mean an entry of another history.
     */
    public void ack(long seq) {
        if (seq <= shown) {
            acked = Math.max(acked, seq);
            position = Math.max(position, acked);
        }
    }

    public void rewind() {
        position = acked;
    }

    /** Starts anew at {@code toPosition}, as below a trimmed log or above a fork. */
    public void jump(long toEpoch, long toPosition, long toHead) {
        epoch = toEpoch;
        acked = toPosition;
        position = toPosition;
        shown = toPosition;
        head = Math.max(toPosition, toHead);
    }

    /** Goes on in a newer epoch, which shares everything up to the position. */
    public void renew(long toEpoch, long toHead) {
        epoch = toEpoch;
        head = Math.max(position, toHead);
    }

    public boolean behind() {
        return position < head;
    }

    public long unacked() {
        return position - acked;
    }

    public long epoch() {
        return epoch;
    }

    public long acked() {
        return acked;
    }

    public long position() {
        return position;
    }

    public long shown() {
        return shown;
    }

    public long head() {
        return head;
    }

    @Override
    public String toString() {
        return "Cursor[" + epoch + ": " + acked + " <= " + position + " <= " + head + "]";
    }
}
