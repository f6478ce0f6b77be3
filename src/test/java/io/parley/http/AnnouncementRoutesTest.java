package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.port.Accounts.Account;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncementRoutesTest extends RestTest {
    private static final String ANNOUNCEMENTS = V1 + "/announcements";
    private static final String NEWS = "{\"cid\":\"c1\",\"body\":{\"text\":\"We move tonight.\"}}";

    private RestClient root;

    @BeforeEach
    void signAnAdminIn() throws Exception {
        Account admin = new Account("root.one", "Root", "hash of password of root", 1, true, null, null, null);
        RestServer.await(server.store.accounts().register(admin));
        root = server.client().login("root.one", "password of root");
    }

    @Test
    void whatAnAdminAnnouncesEverybodyReads() throws Exception {
        Reply announced = root.post(ANNOUNCEMENTS, NEWS);
        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.json().fieldNames()).containsExactly("room", "cid", "epoch", "seq", "at");
        assertThat(announced.json().getString("room")).isEqualTo("@all");

        JsonObject read = stranger.get(V1 + "/rooms/@all/entries").items().getFirst();
        assertThat(read.getString("kind")).isEqualTo("announcement");
        assertThat(read.getString("from")).isEqualTo("root.one");
        assertThat(read.getJsonObject("body").getString("text")).isEqualTo("We move tonight.");
    }

    @Test
    void aRepeatIsTheSameAnnouncementAndAnotherUnderItsCidIsRefused() throws Exception {
        root.post(ANNOUNCEMENTS, NEWS);
        Reply again = root.post(ANNOUNCEMENTS, NEWS);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("duplicate")).isTrue();
        assertThat(again.json().getLong("seq")).isEqualTo(1);
        assertProblem(root.post(ANNOUNCEMENTS, NEWS.replace("tonight", "tomorrow")), 409, "cid_reused");
        assertThat(stranger.get(V1 + "/rooms/@all/entries").items()).hasSize(1);
    }

    @Test
    void onlyAdminsAnnounce() throws Exception {
        assertProblem(alice.post(ANNOUNCEMENTS, NEWS), 403, "forbidden");
        assertProblem(server.client().post(ANNOUNCEMENTS, NEWS), 401, "unauthenticated");
        assertThat(alice.get(V1 + "/rooms/@all/entries").items()).isEmpty();
    }

    @Test
    void anAnnouncementIsJudgedAsAMessage() throws Exception {
        assertBad(root.post(ANNOUNCEMENTS, "{\"body\":{\"text\":\"x\"}}"), "cid");
        assertBad(root.post(ANNOUNCEMENTS, "{\"cid\":\"c1\"}"), "body");
        assertBad(root.post(ANNOUNCEMENTS, "{\"cid\":\"c1\",\"body\":{}}"), "body.text");
        String attached = "{\"cid\":\"c1\",\"body\":{\"text\":\"x\",\"attachments\":[\"a\"]}}";
        assertProblem(root.post(ANNOUNCEMENTS, attached), 501, "unsupported");
    }
}
