package io.parley.port;

import io.parley.room.Content;

/**
 * A wish for one more entry in a room.
 *
 * @param aclSeq the room's {@code acl_seq} under which the sender's right was judged
 */
public record Append(String room, String from, String cid, Content content, long aclSeq) {}
