package io.parley.delivery;

import io.parley.room.History;
import java.util.List;

/** What a tail tells the audiences of its room, in order. */
sealed interface Told {
    String room();

    /** The entries that follow those told before. */
    record Live(String room, List<Encoded> entries) implements Told {}

    /** The log reaches this far. */
    record Reached(String room, long epoch, long head) implements Told {}

    /** Another epoch began. */
    record Renewed(String room, History history) implements Told {}

    /** The room is no more. */
    record Gone(String room) implements Told {}
}
