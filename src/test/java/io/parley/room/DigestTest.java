package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {
    /** Stored with every cid: whoever changes these breaks the duplicates of yesterday's clients. */
    @Test
    void digestsAreFrozen() {
        Body body = new Body("héllo", "{\"a\":1}", List.of("f1"), List.of("bob"));
        assertThat(hex(new Content.Message(body, 3L, 4L))).isEqualTo("783a38f5dc69d84de587e4105c62b23d");
        assertThat(hex(new Content.Delete(7))).isEqualTo("be204f04014966850f90ac53b0c15cc6");
        assertThat(hex(new Content.Reaction(7, "👍", true))).isEqualTo("0eac27d90ea09e44d3b2b54cae812f7f");
        assertThat(hex(new Content.Membership("bob", Change.MUTED, null, 5L)))
                .isEqualTo("8180ecf595454dc483e7a3cb81be80db");
    }

    @Test
    void anAbsentFieldIsItsDefault() {
        assertThat(Digest.of(new Content.Message(Body.of(""), null, null)))
                .isEqualTo(Digest.of(new Content.Message(null, null, null)));
    }

    @Test
    void contentsThatDifferInOneFieldDiffer() {
        List<Content> contents = Stream.<Content>of(
                        new Content.Message(Body.of("a"), null, null),
                        new Content.Message(Body.of("b"), null, null),
                        new Content.Message(Body.of("a"), 1L, null),
                        new Content.Message(Body.of("a"), null, 1L),
                        new Content.Message(new Body("a", "{}", List.of(), List.of()), null, null),
                        new Content.Message(new Body("a", null, List.of("b"), List.of()), null, null),
                        new Content.Message(new Body("a", null, List.of(), List.of("b")), null, null),
                        new Content.Message(new Body("a", null, List.of("b", "c"), List.of()), null, null),
                        new Content.Message(new Body("a", null, List.of("bc"), List.of()), null, null),
                        new Content.Message(new Body("a", null, List.of("c", "b"), List.of()), null, null),
                        new Content.Edit(1, Body.of("a")),
                        new Content.Edit(2, Body.of("a")),
                        new Content.Delete(1),
                        new Content.Reaction(1, "a", true),
                        new Content.Reaction(1, "a", false),
                        new Content.Reaction(1, "b", true),
                        new Content.Membership("a", Change.ADDED, null, null),
                        new Content.Membership("b", Change.ADDED, null, null),
                        new Content.Membership("a", Change.REMOVED, null, null),
                        new Content.Membership("a", Change.ADDED, Role.OWNER, null),
                        new Content.Membership("a", Change.MUTED, null, 1L),
                        new Content.RoomChange("a", null, null, false),
                        new Content.RoomChange(null, "a", null, false),
                        new Content.RoomChange(null, null, RoomKind.PUBLIC, false),
                        new Content.RoomChange(null, null, null, true),
                        new Content.RoomChange(null, null, null, false, 0),
                        new Content.RoomChange(null, null, null, false, 5),
                        new Content.Notice("a", "b", null),
                        new Content.Announcement(Body.of("a")),
                        new Content.Opaque("poll", "{}"))
                .toList();

        assertThat(contents.stream().map(Digest::of).distinct()).hasSameSizeAs(contents);
    }

    private static String hex(Content content) {
        Digest digest = Digest.of(content);
        return "%016x%016x".formatted(digest.high(), digest.low());
    }
}
