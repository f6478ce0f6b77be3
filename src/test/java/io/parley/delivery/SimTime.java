package io.parley.delivery;

import io.parley.port.Loop;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Virtual time: events in the order of their moment, on simulated loops, by one thread. */
final class SimTime {
    private record Event(long at, long order, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Random random;
    /** How long a loop is busy at worst, in nanoseconds. */
    private final int lag;

    private long now;
    private long order;
    private @Nullable SimLoop current;

    SimTime(Random random) {
        this.random = random;
        this.lag = random.nextInt(4) == 0 ? 200_000_000 : 1_000_000;
    }

    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    void after(long nanos, Runnable task) {
        events.add(new Event(now + nanos, order++, task));
    }

    /** Within {@code maxMillis}, at a random moment. */
    void within(long maxMillis, Runnable task) {
        after((long) (random.nextDouble() * maxMillis * 1_000_000), task);
    }

    void runUntil(long deadline) {
        while (!events.isEmpty() && events.peek().at() <= deadline) {
            Event event = events.remove();
            now = event.at();
            event.task().run();
        }
        now = Math.max(now, deadline);
    }

    SimLoop loop() {
        return new SimLoop();
    }

    /** A loop whose tasks run one by one, in order, a little after they are handed in, or later when it is busy. */
    final class SimLoop implements Loop {
        private final ArrayDeque<Runnable> turnEnd = new ArrayDeque<>();
        private long last;

        @Override
        public void execute(Runnable task) {
            last = Math.max(last, now + random.nextInt(random.nextInt(10) == 0 ? lag : 50_000));
            after(last - now, () -> run(task));
        }

        private void run(Runnable task) {
            current = this;
            task.run();
            while (!turnEnd.isEmpty()) {
                turnEnd.removeFirst().run();
            }
            current = null;
        }

        @Override
        public void atTurnEnd(Runnable task) {
            turnEnd.add(task);
        }

        @Override
        public void later(long nanos, Runnable task) {
            after(Math.max(0, nanos), () -> run(task));
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public boolean isHere() {
            return current == this;
        }
    }
}
