package io.parley.port;

import io.parley.room.Content;

/**
 * A wish for one more entry in a room.
 *
 * @param aclSeq the room's {@code acl_seq} under which the sender's right was judged
 * @param moderates whether that right reaches to other people's messages
 */
public record Append(String room, String from, String cid, Content content, long aclSeq, boolean moderates) {
    /** Of one whose right ends with the own messages. */
    public Append(String room, String from, String cid, Content content, long aclSeq) {
        this(room, from, cid, content, aclSeq, false);
    }
}
