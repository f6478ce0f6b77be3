package io.parley.delivery;

import java.util.List;

/** A page with its entries encoded: a stretch of the log, and the log's bounds of the same moment. */
record Chunk(long epoch, long oldest, long head, List<Encoded> entries) {}
