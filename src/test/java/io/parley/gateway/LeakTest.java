package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.parley.port.Frames;
import io.parley.port.Wire;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every buffer is tracked; what is collected without having been released is named in Netty's log. */
@ParameterizedClass(name = "native transport {0}")
@ValueSource(booleans = {true, false})
class LeakTest {
    @Parameter
    boolean nativeTransport;

    private final Level before = ResourceLeakDetector.getLevel();
    private final Logger log = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();

    @BeforeEach
    void track() {
        ResourceLeakDetector.setLevel(Level.PARANOID);
        leaks.start();
        log.addAppender(leaks);
    }

    @AfterEach
    void untrack() {
        log.detachAppender(leaks);
        ResourceLeakDetector.setLevel(before);
    }

    @Test
    void theTrackingItselfWorks() {
        var unused = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        // Netty tells of leaks with the same history once.
        unused = unused.touch(this);
        unused = null;

        await().until(() -> {
            collect();
            return !leaks.list.isEmpty();
        });
    }

    @Test
    void noEndOfAConnectionLeavesABufferBehind() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.nativeTransport = nativeTransport;
        try (TestGateway gateway = with.start()) {
            for (int round = 0; round < 10; round++) {
                inOrder(gateway, 4 * round);
                halfWay(gateway, 4 * round + 1);
                unread(gateway, 4 * round + 2);
                overflowing(gateway, 4 * round + 3);
                early(gateway);
            }
        }
        for (int i = 0; i < 5; i++) {
            collect();
        }

        assertThat(leaks.list).isEmpty();
    }

    private static void inOrder(TestGateway gateway, int index) throws Exception {
        try (RawClient client = gateway.open()) {
            client.send(text("a"), frame(FIN | Opcode.PING, utf8("p")));
            client.frame();
            client.frame();
            joined(gateway.session(index), 2);
            client.send(close(1000, ""));
            assertThat(client.frame().payload()).hasSize(100);
            assertThat(client.frame().payload()).hasSize(100);
            client.frame();
            client.ended();
        }
    }

    private static void halfWay(TestGateway gateway, int index) throws Exception {
        try (RawClient client = gateway.open()) {
            client.send(frame(Opcode.TEXT, new byte[5_000]), new byte[] {1});
            client.socket.setSoLinger(true, 0);
        }
        await().until(() -> gateway.session(index).closed.get() == 1);
    }

    private static void unread(TestGateway gateway, int index) throws Exception {
        try (RawClient client = new RawClient(new Socket(), gateway.port(), 4_096)) {
            client.upgrade();
            Echo session = gateway.session(index);
            await().until(() -> {
                joined(session, 3_000);
                return !session.here(() -> session.opening.wire().writable());
            });
            client.socket.setSoLinger(true, 0);
        }
        await().until(() -> gateway.session(index).closed.get() == 1);
    }

    private static void overflowing(TestGateway gateway, int index) throws Exception {
        try (RawClient client = gateway.open()) {
            joined(gateway.session(index), 20_000);
            assertThat(client.frame().code()).isEqualTo(4408);
        }
    }

    private static void early(TestGateway gateway) throws Exception {
        try (RawClient client = gateway.connect()) {
            client.send(utf8(RawClient.upgradeRequest()), text("early"));
            client.response();
            assertThat(client.ended()).isTrue();
        }
    }

    private static void joined(Echo session, int times) throws Exception {
        session.run((Wire wire) -> {
            Frames frames = session.joiner.join(List.of(new byte[100]), false);
            for (int i = 0; i < times; i++) {
                wire.write(frames);
            }
            frames.release();
        });
    }

    /** Leaks are told when the next buffer is tracked after the collector has found them. */
    private static void collect() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16);
            buffer.release();
            return canary.get() == null;
        });
    }
}
