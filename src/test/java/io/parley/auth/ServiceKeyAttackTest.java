package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Authenticator.Identity;
import io.parley.port.Scope;
import io.parley.port.Services.Made;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is tried against the keys of backends, each by its name. */
class ServiceKeyAttackTest extends IssuerBench {
    private StoredServices services;
    private Made made;

    @BeforeEach
    void make() throws Exception {
        services = new StoredServices(store.serviceKeys(), issued, clock, nanos::get);
        made = await(services.make("billing", Set.of(Scope.ROOMS)));
    }

    private void assertRefusedKey(String key) {
        assertUnauthenticated(() -> await(services.verify(key)));
    }

    @Test
    void theKeyItselfIsWhoItIsAndForWhatItIs() throws Exception {
        Identity billing = await(services.verify(made.secret()));

        assertThat(billing.user()).isEqualTo("billing");
        assertThat(billing.scopes()).containsExactly(Scope.ROOMS);
        assertThat(billing.admin()).isFalse();
        assertThat(billing.may(Scope.ROOMS)).isTrue();
        assertThat(billing.may(Scope.ANNOUNCE)).isFalse();
        assertThat(new Identity("root", "s", 1, true).may(Scope.ANNOUNCE)).isTrue();
        assertThat(new Identity("ada", "s", 1).may(Scope.ANNOUNCE)).isFalse();
    }

    @Test
    void peopleAreStillJudgedAsEver() throws Exception {
        assertThat(await(services.verify(token("ada", "1"))).isService()).isFalse();
        assertThat(await(services.verify(forge(claims()))).user()).isEqualTo("alice");
    }

    @Test
    void anotherSecret() throws Exception {
        String head = made.secret().substring(0, 16);
        assertRefusedKey(head + Secrets.random(32));
        assertRefusedKey(head + "A".repeat(43));
        assertRefusedKey(head + Secrets.hash(made.secret()));
        assertRefusedKey(head + made.key().hash());
        char last = made.secret().charAt(58);
        assertRefusedKey(made.secret().substring(0, 58) + (last == 'A' ? 'B' : 'A'));
    }

    @Test
    void aSecretCutShortOrDrawnOut() {
        for (int length = 0; length < made.secret().length(); length++) {
            assertRefusedKey(made.secret().substring(0, length));
        }
        assertRefusedKey(made.secret() + "A");
        assertRefusedKey(made.secret() + " ");
        assertRefusedKey(" " + made.secret());
        assertRefusedKey(made.secret() + "\n");
        assertRefusedKey("PK_" + made.secret().substring(3));
        assertRefusedKey("pk_" + "x".repeat(1_000_000));
    }

    @Test
    void anotherKeysSecret() throws Exception {
        Made other = await(services.make("shop", Set.of(Scope.USERS)));

        assertRefusedKey(made.secret().substring(0, 16) + other.secret().substring(16));
        assertRefusedKey(other.secret().substring(0, 16) + made.secret().substring(16));
    }

    @Test
    void aKeyNobodyMade() {
        assertRefusedKey("pk_" + "A".repeat(12) + "_" + "A".repeat(43));
        assertRefusedKey("pk_' OR 1=1--_" + "A".repeat(43));
    }

    @Test
    void aKeyThatHasBeenTakenAway() throws Exception {
        await(services.verify(made.secret()));
        StoredServices elsewhere = new StoredServices(store.serviceKeys(), issued, clock, nanos::get);
        await(elsewhere.verify(made.secret()));
        await(services.remove(made.key().id()));

        assertRefusedKey(made.secret());
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertUnauthenticated(() -> await(elsewhere.verify(made.secret())));
    }

    @Test
    void aKeyForNothingIsNotAPersons() throws Exception {
        assertRefusedKey(await(services.make("idle", Set.of())).secret());
    }

    @Test
    void aKeyInPlaceOfATokenOrTicket() {
        assertNobody(made.secret());
        assertRefused(made.secret());
        assertUnauthenticated(() -> await(signIns.renew(made.secret())));
        assertUnauthenticated(() -> await(signIns.spend(made.secret())));
    }

    @Test
    void whatTheStoreHoldsOpensNothing() throws Exception {
        assertRefusedKey(made.key().hash());
        assertThat(made.key().hash()).isNotEqualTo(made.secret()).hasSize(43);
        assertThat(made.toString()).doesNotContain(made.secret().substring(16));
    }
}
