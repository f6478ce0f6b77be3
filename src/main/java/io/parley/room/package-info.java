/** Floor 0: what a room, an entry and a cursor are, and the rules that hold between them. Plain values; no I/O. */
@NullMarked
package io.parley.room;

import org.jspecify.annotations.NullMarked;
