package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Origin;
import io.parley.port.Accounts.Profile;
import io.parley.port.Sessions.Session;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Accounts} does. */
@NullUnmarked
public abstract class AccountsContract extends StoreContract {
    @Test
    void anAccountIsReadBackAsItWasRegistered() {
        Account dora = new Account("dora", "Dóra D.", "$argon2id$secret", 123);

        assertThat(await(store.accounts().register(dora))).isTrue();
        assertThat(await(store.accounts().account("dora"))).isEqualTo(dora);
        assertThat(await(store.accounts().account("ann"))).isEqualTo(new Account("ann", "ann", null, 1));
        assertThat(await(store.accounts().account("nobody"))).isNull();
    }

    @Test
    void anIdThatIsAnothersIsNotGivenAgain() {
        Account dora = new Account("dora", "Dora", "hash", 123);
        await(store.accounts().register(dora));

        assertThat(await(store.accounts().register(new Account("dora", "Other", "other", 456))))
                .isFalse();
        assertThat(await(store.accounts().account("dora"))).isEqualTo(dora);
    }

    @Test
    void whoseAUserIsStaysAsItWasWhenTheyCame() {
        Account dora = new Account("dora", "Dora", 123, new Origin.Issued("https://id.example", "Dora"));

        assertThat(await(store.accounts().register(dora))).isTrue();
        assertThat(await(store.accounts().register(new Account("dora", "Dora", 123, new Origin.Service()))))
                .isFalse();
        assertThat(await(store.accounts().change("dora", new Profile("D.", null, null)))
                        .origin())
                .isEqualTo(dora.origin());
        assertThat(await(store.accounts().changePassword("dora", "", "new", "")))
                .isNull();
        assertThat(await(store.accounts().account("dora")).passwordHash()).isNull();
    }

    @Test
    void registeringTheSameAccountAgainChangesNothing() {
        Account dora = new Account("dora", "Dora", "hash", 123);

        assertThat(await(store.accounts().register(dora))).isTrue();
        assertThat(await(store.accounts().register(dora))).isTrue();
    }

    @Test
    void peopleAreFoundByTheBeginningOfIdOrNameInOrderOfId() {
        await(store.accounts().register(new Account("zoe", "Bobbie", null, 1)));
        await(store.accounts().register(new Account("b_x", "100%", null, 1)));
        await(store.accounts().register(new Account("bxx", "Bxx", null, 1)));

        assertThat(await(store.accounts().search("bob", 10)))
                .extracting(Account::id)
                .containsExactly("bob", "zoe");
        assertThat(await(store.accounts().search("b", 2)))
                .extracting(Account::id)
                .containsExactly("b_x", "bob");
        assertThat(await(store.accounts().search("b_", 10)))
                .extracting(Account::id)
                .containsExactly("b_x");
        assertThat(await(store.accounts().search("100%", 10)))
                .extracting(Account::id)
                .containsExactly("b_x");
        assertThat(await(store.accounts().search("nobody", 10))).isEmpty();
    }

    @Test
    void caseDoesNotCountInAnyScriptAndNamesThatChangeAreFoundAsTheyAreNow() {
        await(store.accounts().register(new Account("zoe", "ÁRPÁD Ödön", null, 1)));
        await(store.accounts().change("cat", new Profile("Λάμδα", null, null)));

        assertThat(found("árpád ö", 10)).containsExactly("zoe");
        assertThat(found("ΛΆμ", 10)).containsExactly("cat");
        assertThat(found("BOB", 10)).containsExactly("bob");
        await(store.accounts().change("cat", new Profile("Other", null, null)));
        assertThat(found("λ", 10)).isEmpty();
        assertThat(found("oTHER", 10)).containsExactly("cat");
    }

    @Test
    void ofMoreThanTheLimitThoseWhoseIdBeginsSoComeFirst() {
        await(store.accounts().register(new Account("a1", "Zed Three", null, 1)));
        await(store.accounts().register(new Account("a2", "Zed Two", null, 1)));
        await(store.accounts().register(new Account("zed", "Zed", null, 1)));

        assertThat(found("zed", 1)).containsExactly("zed");
        assertThat(found("zed", 2)).containsExactly("a1", "zed");
        assertThat(found("zed", 3)).containsExactly("a1", "a2", "zed");
    }

    private List<String> found(String query, int limit) {
        return await(store.accounts().search(query, limit)).stream()
                .map(Account::id)
                .toList();
    }

    @Test
    void aProfileIsChangedFieldByFieldAndWhatIsEmptyIsNone() {
        assertThat(await(store.accounts().change("ann", new Profile("Ann", "a.png", "away"))))
                .isEqualTo(ann("a.png", "away"));
        assertThat(await(store.accounts().change("ann", new Profile(null, "", null))))
                .isEqualTo(ann(null, "away"));
        assertThat(await(store.accounts().change("ann", new Profile(null, null, ""))))
                .isEqualTo(ann(null, null));
        assertThat(await(store.accounts().account("ann"))).isEqualTo(ann(null, null));
        assertThat(await(store.accounts().change("nobody", new Profile("x", null, null))))
                .isNull();
    }

    private static Account ann(String avatar, String status) {
        return new Account("ann", "Ann", null, 1, false, avatar, status, null);
    }

    @Test
    void aNewPasswordEndsAllSessionsButTheOneThatIsKept() {
        await(store.accounts().register(new Account("dora", "Dora", "old", 1)));
        for (String id : List.of("s1", "s2", "s3")) {
            begin(id, "dora", "old");
        }
        begin("s4", "ann", null);

        assertThat(await(store.accounts().changePassword("dora", "old", "new", "s2")))
                .containsExactlyInAnyOrder("s1", "s3");
        assertThat(await(store.accounts().account("dora")).passwordHash()).isEqualTo("new");
        assertThat(await(store.sessions().of("dora"))).extracting(Session::id).containsExactly("s2");
        assertThat(await(store.sessions().session("s1"))).isNull();
        assertThat(await(store.sessions().session("s4"))).isNotNull();
    }

    @Test
    void aPasswordThatIsNotTheOldOneChangesNothing() {
        await(store.accounts().register(new Account("dora", "Dora", "old", 1)));
        begin("s1", "dora", "old");

        assertThat(await(store.accounts().changePassword("dora", "other", "new", "s2")))
                .isNull();
        assertThat(await(store.accounts().changePassword("ann", "old", "new", "s2")))
                .isNull();
        assertThat(await(store.accounts().account("dora")).passwordHash()).isEqualTo("old");
        assertThat(await(store.sessions().session("s1"))).isNotNull();
    }

    @Test
    void aDeletedAccountIsGoneWithItsSessionsAndItsIdIsNeverGivenAgain() {
        Account dora = new Account("dora", "Dora", "hash", 1);
        await(store.accounts().register(dora));
        begin("s1", "dora", "hash");

        assertThat(await(store.accounts().delete("dora"))).containsExactly("s1");
        assertThat(await(store.accounts().delete("dora"))).isEmpty();
        assertThat(await(store.accounts().account("dora"))).isNull();
        assertThat(await(store.accounts().search("dora", 10))).isEmpty();
        assertThat(await(store.sessions().session("s1"))).isNull();
        assertThat(await(store.accounts().register(dora))).isFalse();
        assertThat(await(store.accounts().change("dora", new Profile("x", null, null))))
                .isNull();
        assertThat(await(store.sessions().begin(session("s2", "dora"), FAMILY, "hash")))
                .isNull();
        assertThat(await(store.sessions().begin(session("s2", "dora"), FAMILY, null)))
                .isNull();
        assertThat(await(store.rooms()
                        .create(new NewRoom(
                                "r",
                                "ann",
                                null,
                                "r",
                                RoomKind.PRIVATE,
                                Map.of("ann", Role.OWNER, "dora", Role.MEMBER)))))
                .isEqualTo(new Rooms.Creation.NoUser("dora"));
    }

    @Test
    void whoIsAnAdminIsOneInEverySession() {
        await(store.accounts().register(new Account("root", "Root", "hash", 1, true, null, null, null)));
        begin("s1", "root", "hash");
        begin("s2", "ann", null);

        assertThat(await(store.sessions().session("s1")).admin()).isTrue();
        assertThat(await(store.sessions().session("s2")).admin()).isFalse();
    }
}
