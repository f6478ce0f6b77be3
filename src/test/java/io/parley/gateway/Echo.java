package io.parley.gateway;

import io.parley.port.Inbound;
import io.parley.port.Joiner;
import io.parley.port.Loop;
import io.parley.port.Wire;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Says back what it hears, and lets a test speak on the loop. */
final class Echo implements Inbound {
    /** In the order they were opened, of all loops. */
    static final class Room implements Sessions.Factory {
        final Queue<Echo> sessions = new ConcurrentLinkedQueue<>();

        @Override
        public Sessions on(Loop loop, Joiner joiner) {
            return opening -> {
                Echo echo = new Echo(opening, loop, joiner);
                sessions.add(echo);
                return echo;
            };
        }
    }

    final Opening opening;
    final Loop loop;
    final Joiner joiner;
    final Queue<String> heard = new ConcurrentLinkedQueue<>();
    final AtomicInteger alive = new AtomicInteger();
    final AtomicInteger writable = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    volatile BiConsumer<Wire, byte[]> answer = Wire::write;

    private Echo(Opening opening, Loop loop, Joiner joiner) {
        this.opening = opening;
        this.loop = loop;
        this.joiner = joiner;
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        byte[] message = Arrays.copyOfRange(bytes, from, to);
        heard.add(new String(message, java.nio.charset.StandardCharsets.ISO_8859_1));
        answer.accept(opening.wire(), message);
    }

    @Override
    public void alive() {
        alive.incrementAndGet();
    }

    @Override
    public void writable() {
        writable.incrementAndGet();
    }

    @Override
    public void closed() {
        closed.incrementAndGet();
    }

    /** Runs on the loop, and is waited for. */
    <T> T here(java.util.concurrent.Callable<T> task) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                done.complete(task.call());
            } catch (Exception failure) {
                done.completeExceptionally(failure);
            }
        });
        return done.get(10, TimeUnit.SECONDS);
    }

    void run(java.util.function.Consumer<Wire> task) throws Exception {
        here(() -> {
            task.accept(opening.wire());
            return true;
        });
    }
}
