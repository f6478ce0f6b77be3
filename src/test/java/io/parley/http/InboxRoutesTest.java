package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Append;
import io.parley.room.Content;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxRoutesTest extends RestTest {
    private static final String INBOX = V1 + "/rooms/@alice";

    @BeforeEach
    void tell() throws Exception {
        for (int i = 1; i <= 3; i++) {
            Content notice = new Content.Notice("mentioned", "den", (long) i);
            RestServer.await(server.store.log().append(new Append("@alice", "bob", "c" + i, notice, 0)));
        }
    }

    @Test
    void onesOwnInboxLooksAsARoomWithoutMembers() throws Exception {
        JsonObject room = alice.get(INBOX).json();
        assertThat(room.getString("kind")).isEqualTo("inbox");
        assertThat(room.getInteger("members")).isZero();
        assertThat(room.getLong("head")).isEqualTo(3);
        assertThat(room.getLong("unread")).isEqualTo(3);
        assertThat(room.containsKey("role")).isFalse();
        assertThat(alice.get(INBOX + "/members").items()).isEmpty();
        assertThat(alice.get(V1 + "/rooms").items()).isEmpty();
        assertThat(alice.get(V1 + "/rooms?view=public").items()).isEmpty();
    }

    @Test
    void noticesAreReadAsEntriesAndCountUntilTheyAreRead() throws Exception {
        JsonObject notice =
                alice.get(INBOX + "/entries?after=1&limit=1").items().getFirst();
        assertThat(notice.getString("notice")).isEqualTo("mentioned");
        assertThat(notice.getString("from")).isEqualTo("bob");
        assertThat(notice.getJsonObject("about"))
                .isEqualTo(new JsonObject().put("room", "den").put("seq", 2));
        assertThat(alice.get(INBOX + "/messages").items()).isEmpty();

        assertThat(alice.put(INBOX + "/read", "{\"seq\":2}").status()).isEqualTo(204);
        assertThat(alice.get(INBOX).json().getLong("unread")).isEqualTo(1);
        assertThat(alice.get(INBOX).json().getLong("readSeq")).isEqualTo(2);
    }

    @Test
    void anothersInboxIsAnsweredAsOneThatDoesNotExist() throws Exception {
        String others = bob.get(INBOX).text().replaceAll("\"requestId\":\"[^\"]*\"", "");
        String nobodys = bob.get(V1 + "/rooms/@nobody").text().replaceAll("\"requestId\":\"[^\"]*\"", "");
        assertThat(others).isEqualTo(nobodys.replace("@nobody", "@alice"));
    }

    @Test
    void aDeletedAccountHasNoInbox() throws Exception {
        assertThat(alice.delete(V1 + "/profile").status()).isEqualTo(204);
        assertThat(RestServer.await(server.store.rooms().standing("@alice", "alice")))
                .isNull();
    }
}
