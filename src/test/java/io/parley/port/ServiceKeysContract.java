package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Origin;
import io.parley.port.ServiceKeys.Addition;
import io.parley.port.ServiceKeys.ServiceKey;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceKeys} does. */
@NullUnmarked
public abstract class ServiceKeysContract extends StoreContract {
    private static ServiceKey key(String id, String name) {
        return new ServiceKey(id, name, Set.of(Scope.ROOMS, Scope.USERS), "hash of " + id, 7);
    }

    private Addition add(ServiceKey key) {
        return await(store.serviceKeys().add(key));
    }

    @Test
    void aKeyIsThereUntilItIsRemoved() {
        assertThat(add(key("k1", "billing"))).isEqualTo(Addition.ADDED);

        assertThat(await(store.serviceKeys().key("k1"))).isEqualTo(key("k1", "billing"));
        assertThat(await(store.serviceKeys().remove("k1"))).isTrue();
        assertThat(await(store.serviceKeys().remove("k1"))).isFalse();
        assertThat(await(store.serviceKeys().key("k1"))).isNull();
        assertThat(await(store.serviceKeys().all())).isEmpty();
    }

    @Test
    void addingTheSameKeyAgainChangesNothing() {
        add(key("k1", "billing"));

        assertThat(add(key("k1", "billing"))).isEqualTo(Addition.ADDED);
        assertThat(await(store.serviceKeys().all())).containsExactly(key("k1", "billing"));
    }

    @Test
    void itsNameIsAUserWhoIsABackendAndNobodyElse() {
        add(key("k1", "billing"));

        Account account = await(store.accounts().account("billing"));
        assertThat(account).isEqualTo(new Account("billing", "billing", 7, new Origin.Service()));
        assertThat(account.isService()).isTrue();
        assertThat(await(store.accounts().register(new Account("billing", "Bill", "hash", 8))))
                .isFalse();
    }

    @Test
    void aNameThatIsOrWasAPersonsIsTaken() {
        await(store.accounts().register(new Account("dora", "Dora", "hash", 1)));
        await(store.accounts().delete("dora"));

        assertThat(add(key("k1", "ann"))).isEqualTo(Addition.TAKEN);
        assertThat(add(key("k2", "dora"))).isEqualTo(Addition.TAKEN);
        assertThat(await(store.serviceKeys().all())).isEmpty();
        assertThat(await(store.accounts().account("ann")).isService()).isFalse();
    }

    @Test
    void severalKeysMayBearOneNameAlsoAfterAllOfThemWereRemoved() {
        add(key("k2", "billing"));
        add(key("k1", "billing"));
        add(key("k0", "shop"));

        assertThat(await(store.serviceKeys().all()))
                .containsExactly(key("k1", "billing"), key("k2", "billing"), key("k0", "shop"));
        await(store.serviceKeys().remove("k1"));
        await(store.serviceKeys().remove("k2"));
        assertThat(add(key("k3", "billing"))).isEqualTo(Addition.ADDED);
    }

    @Test
    void thereAreNeverMoreThanAHundred() {
        for (int i = 0; i < ServiceKeys.MAX; i++) {
            assertThat(add(key("k" + i, "billing"))).isEqualTo(Addition.ADDED);
        }

        assertThat(add(key("more", "other"))).isEqualTo(Addition.FULL);
        assertThat(await(store.serviceKeys().all())).hasSize(ServiceKeys.MAX);
        assertThat(await(store.accounts().account("other"))).isNull();
        await(store.serviceKeys().remove("k0"));
        assertThat(add(key("more", "other"))).isEqualTo(Addition.ADDED);
    }

    @Test
    void aKeyShowsNothingOfItself() {
        assertThat(key("k1", "billing").toString()).doesNotContain("hash");
    }
}
