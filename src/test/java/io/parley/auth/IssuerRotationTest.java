package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Authenticator.Identity;
import io.parley.testkit.TestIssuer;
import io.parley.testkit.TestKey;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Keys of other issuers come, go, and cannot be had for a while. */
class IssuerRotationTest extends IssuerBench {
    private static final long MINUTES = TimeUnit.NANOSECONDS.toSeconds(IssuerRing.EVERY_NANOS);

    private void lookAgain() {
        int reads = one.reads();
        pass(MINUTES);
        issued.look();
        Awaitility.await().until(() -> one.reads() > reads);
    }

    @Test
    void aNewKeyVerifiesAtOnceAndADroppedOneSoonNoMore() throws Exception {
        TestKey next = TestKey.ed25519("next");
        String old = token("ada", "old");
        assertIs("ada", old);

        one.publish(key1, next);
        pass(10);
        assertIs("ada", next.token(claims("ada").put("jti", "new")));
        assertIs("ada", old);
        one.publish(next);
        lookAgain();

        Awaitility.await().untilAsserted(() -> assertNobody(old));
        assertNobody(token("ada", "another"));
        assertIs("ada", next.token(claims("ada").put("jti", "new")));
    }

    @Test
    void unknownKidsMakeOneReadInTenSecondsHoweverManyCome() throws Exception {
        assertIs("ada", token("ada", "1"));
        int reads = one.reads();
        TestKey unknown = TestKey.p256("unknown");
        for (int i = 0; i < 20; i++) {
            assertNobody(unknown.token(claims("ada").put("jti", "" + i)));
        }
        assertThat(one.reads()).isEqualTo(reads);

        pass(10);
        List<Future<Identity>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(issued.verify(unknown.token(claims("ada").put("jti", "" + i))));
        }
        await(Future.join(asked).otherwiseEmpty());
        assertThat(asked).allMatch(Future::failed);
        assertThat(one.reads()).isEqualTo(reads + 1);
        Awaitility.await().until(() -> two.reads() == 1);
    }

    @Test
    void keysThatStayAreNotForgottenWithWhatTheyVerified() throws Exception {
        String token = token("ada", "1");
        assertIs("ada", token);
        long verified = counted("parley_issued_tokens_verified");

        lookAgain();
        assertIs("ada", token);
        assertThat(counted("parley_issued_tokens_verified")).isEqualTo(verified);
    }

    @Test
    void whileTheUrlFailsTheKnownKeysStayGood() throws Exception {
        assertIs("ada", token("ada", "1"));
        one.answer(request -> {
            var unused = request.connection().close();
        });
        for (int i = 0; i < 3; i++) {
            lookAgain();
            long expected = i + 1L;
            Awaitility.await().until(() -> failures() == expected);
            assertIs("ada", token("ada", "during " + i));
        }

        TestKey next = TestKey.p256("next");
        one.publish(next);
        lookAgain();
        Awaitility.await()
                .untilAsserted(() -> assertIs("ada", next.token(claims("ada").put("jti", "after"))));
    }

    @Test
    void aFailedReadIsRepeatedSoonerThanASuccessfulOne() throws Exception {
        assertIs("ada", token("ada", "1"));
        one.answer(request -> {
            var unused = request.response().setStatusCode(500).end();
        });
        lookAgain();
        Awaitility.await().until(() -> failures() == 1);
        int reads = one.reads();
        one.publish(key1);

        Awaitility.await().until(() -> {
            pass(10);
            issued.look();
            return one.reads() > reads;
        });
        assertThat(TimeUnit.NANOSECONDS.toSeconds(nanos.get())).isLessThan(2 * MINUTES);
    }

    @Test
    void anIssuerWhoIsNotThereAtTheStartIsTakenWhenItComes() throws Exception {
        one.answer(request -> {
            var unused = request.response().setStatusCode(503).end();
        });
        issued = open(issuer(one), issuer(two));
        Awaitility.await().until(() -> failures() > 0);
        assertNobody(token("ada", "1"));
        assertIs("eva", key2.token(two.claims("eva", seconds(), null)));
        assertIs("alice", forge(claims()));

        one.publish(key1);
        pass(10);
        assertIs("ada", token("ada", "1"));
    }

    @Test
    void aFileIsReadAgainAndKeptWhenItBecomesBad() throws Exception {
        Path file = Files.writeString(
                directory.resolve("keys.json"), TestIssuer.set(key1).encode());
        issued = open(new Issuer(one.name(), file.toString(), "chat", "sub", "name"));
        assertIs("ada", token("ada", "1"));

        Files.writeString(file, "{");
        pass(10);
        TestKey next = TestKey.p256("next");
        assertNobody(next.token(claims("ada")));
        assertThat(failures()).isEqualTo(1);
        assertIs("ada", token("ada", "2"));
        Files.writeString(file, TestIssuer.set(next).encode());
        pass(10);
        assertIs("ada", next.token(claims("ada")));
        assertNobody(token("ada", "1"));
    }
}
