/**
 * Floor 3: what people are told in their inboxes. Whatever the store {@linkplain io.parley.port.Owed owes} them is appended
 * there as notices within 2 s of its cause; later where the store takes nothing, as soon as it does, and where one cause
 * concerns tens of thousands, a share of them at a time, so that nothing else waits for it. Each is told once, also when a
 * node dies between telling and settling, since a notice's cid is made of its cause.
 */
@NullMarked
package io.parley.inbox;

import org.jspecify.annotations.NullMarked;
