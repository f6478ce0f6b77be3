package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Session;
import java.time.Duration;
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
    void aSessionLastsUntilItIsEnded() {
        Session session = new Session("s1", "ann", "phone", clock.millis(), clock.millis() + 60_000);
        Session other = new Session("s2", "ann", null, clock.millis(), clock.millis() + 60_000);
        await(store.accounts().begin(session));
        await(store.accounts().begin(other));

        assertThat(await(store.accounts().session("s1"))).isEqualTo(session);
        await(store.accounts().end("s1"));
        await(store.accounts().end("s1"));
        await(store.accounts().end("unknown"));
        assertThat(await(store.accounts().session("s1"))).isNull();
        assertThat(await(store.accounts().session("s2"))).isEqualTo(other);
        assertThat(await(store.accounts().session("unknown"))).isNull();
    }

    @Test
    void anEndedSessionDoesNotBeginAgain() {
        Session session = new Session("s1", "ann", null, clock.millis(), clock.millis() + 60_000);
        await(store.accounts().begin(session));
        await(store.accounts().end("s1"));
        await(store.accounts().begin(session));

        assertThat(await(store.accounts().session("s1"))).isNull();
    }

    @Test
    void aSessionEndsWhenItsTimeHasCome() {
        await(store.accounts().begin(new Session("s1", "ann", null, clock.millis(), clock.millis() + 60_000)));
        clock.advance(Duration.ofMillis(59_999));
        assertThat(await(store.accounts().session("s1"))).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(await(store.accounts().session("s1"))).isNull();
    }
}
