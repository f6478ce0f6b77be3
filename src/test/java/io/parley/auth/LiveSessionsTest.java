package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.MemoryStore;
import io.parley.port.Sessions.Family;
import io.parley.port.Sessions.Live;
import io.parley.port.Sessions.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private final AtomicLong now = new AtomicLong();
    private final LiveSessions live = new LiveSessions(store.sessions()::session, now::get);

    @BeforeEach
    void begin() {
        store.accounts().register(new Account("ann", "Ann", null, 1));
        store.sessions().begin(new Session("s1", "ann", null, 1, Long.MAX_VALUE), new Family("k", "c"), null);
    }

    @Test
    void anEndThatNobodyToldOfCountsWithinHalfASecond() {
        assertThat(live.session("s1").result()).isNotNull();
        store.sessions().end("ann", "s1");
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(499));
        assertThat(live.session("s1").result()).isNotNull();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));

        assertThat(live.session("s1").result()).isNull();
    }

    @Test
    void anEndThatWasToldCountsAtOnce() {
        live.session("s1");

        live.end("s1");

        assertThat(live.session("s1").result()).isNull();
    }

    @Test
    void aReadThatBeganBeforeTheEndDoesNotCountAfterIt() {
        Promise<@Nullable Live> reading = Promise.promise();
        LiveSessions slow = new LiveSessions(id -> reading.future(), now::get);
        Future<@Nullable Live> asked = slow.session("s1");

        slow.end("s1");
        reading.complete(store.sessions().session("s1").result());

        assertThat(asked.succeeded()).isTrue();
        assertThat(asked.result()).isNull();
    }

    @Test
    void thoseWhoAskAtOnceShareOneRead() {
        Promise<@Nullable Live> reading = Promise.promise();
        AtomicLong reads = new AtomicLong();
        LiveSessions slow = new LiveSessions(
                id -> {
                    reads.incrementAndGet();
                    return reading.future();
                },
                now::get);

        slow.session("s1");
        slow.session("s1");

        assertThat(reads).hasValue(1);
    }
}
