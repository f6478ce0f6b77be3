package io.parley.room;

/** How far a room's log reaches: its epoch and its highest seq. */
public record Head(long epoch, long seq) {}
