package io.parley.delivery;

import io.parley.port.Standing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Opened;
import io.parley.room.Cursor;
import io.parley.room.History;
import io.parley.room.Inbox;
import io.parley.room.Member;
import io.parley.room.Resumption;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rooms that one session is subscribed to, or about to be. Confined to the loop. */
final class Subscriptions {
    private static final Problem CANCELLED =
            Problem.of(Code.BUSY, "an unsubscribe came before this was done").retryAfter(1_000);

    private static final Problem TOO_MANY = Problem.of(Code.TOO_LARGE, "too many subscriptions on one connection");

    /** A request on its way, with the interest that it has registered. */
    private record Wanted(
            ClientFrame.Subscribe ask, @Nullable Audience early, boolean tooMany) {}

    private final Session session;
    private final Map<String, Subscription> open = new HashMap<>(4);
    /** The latest request for each room that is on its way; an older one, or one cancelled, finds another here, or none. */
    private final Map<String, ClientFrame.Subscribe> asked = new HashMap<>(4);

    private boolean acks;

    Subscriptions(Session session) {
        this.session = session;
    }

    void acks(boolean willAck) {
        acks = willAck;
    }

    /** What came of a request, and what to do when that has been said. */
    record Answer(Opened frame, Runnable then) {}

    /** Completes on the loop. Interest is registered first, then the head is learnt. */
    Future<Answer> subscribe(String user, ClientFrame.Subscribe ask) {
        return subscribe(user, List.of(ask)).getFirst();
    }

    /** Several at once, with one look at the store. */
    List<Future<Answer>> subscribe(String user, List<ClientFrame.Subscribe> asks) {
        List<Wanted> wanted = asks.stream().map(ask -> want(user, ask)).toList();
        Map<String, Future<Standing>> standings = session.hub()
                .engine()
                .reading()
                .standings(
                        user,
                        wanted.stream()
                                .filter(each -> !each.tooMany())
                                .map(each -> each.ask().room())
                                .toList());
        return wanted.stream()
                .map(each -> {
                    Future<Standing> standing = standings.get(each.ask().room());
                    return each.tooMany() || standing == null ? refused(each.ask(), TOO_MANY) : answer(each, standing);
                })
                .toList();
    }

    private Wanted want(String user, ClientFrame.Subscribe ask) {
        String room = ask.room();
        Hub hub = session.hub();
        if (isFull(user) && !open.containsKey(room) && !Inbox.concerns(user, room)) {
            return new Wanted(ask, null, true);
        }
        asked.put(room, ask);
        return new Wanted(ask, hub.keeps(Laws.INTEREST_FIRST) ? hub.hold(room) : null, false);
    }

    /** What the server tells the user itself does not count. */
    private boolean isFull(String user) {
        int count = open.size() + asked.size();
        int most = session.hub().limits().rooms();
        return count >= most && count - own(user) >= most;
    }

    private long own(String user) {
        return Stream.of(Inbox.of(user), Inbox.ALL)
                .mapToLong(room -> (open.containsKey(room) ? 1 : 0) + (asked.containsKey(room) ? 1 : 0))
                .sum();
    }

    private Future<Answer> answer(Wanted wanted, Future<Standing> standing) {
        ClientFrame.Subscribe ask = wanted.ask();
        String room = ask.room();
        Hub hub = session.hub();
        return Hop.to(hub.loop(), standing).transform(read -> {
            Audience audience = wanted.early() == null ? hub.hold(room) : wanted.early();
            boolean current = asked.remove(room, ask);
            if (read.succeeded() && current) {
                return Future.succeededFuture(opened(ask, audience, read.result()));
            }
            audience.release();
            boolean replaced = asked.containsKey(room) || open.containsKey(room);
            if (read.succeeded() && replaced) {
                return Future.succeededFuture(new Answer(subscribed(ask, read.result()), () -> {}));
            }
            return refused(ask, read.failed() ? problem(read.cause()) : CANCELLED);
        });
    }

    private static Problem problem(Throwable cause) {
        return cause instanceof Failure failure
                ? failure.problem()
                : Problem.of(Code.UNAVAILABLE, "the store did not answer").retryAfter(1_000);
    }

    private static Future<Answer> refused(ClientFrame.Subscribe ask, Problem problem) {
        return Future.succeededFuture(
                new Answer(new ServerFrame.Refused(ask.id(), problem.about(ask.room(), null)), () -> {}));
    }

    private Answer opened(ClientFrame.Subscribe ask, Audience audience, Standing standing) {
        History history = standing.history();
        Resumption resumption = resumption(ask, history);
        long position = resumption.next() - 1;
        Cursor cursor = new Cursor(history.epoch(), position, history.head());
        Subscription subscription = new Subscription(session, audience, cursor, acks);
        if (Receipts.counts(standing)) {
            subscription.count();
        }
        close(open.put(ask.room(), subscription));
        Resumption.Reason reason = resumption.reset();
        ServerFrame reset = reason == null
                ? null
                : new ServerFrame.Reset(
                        ask.room(), history.epoch(), history.oldest(), history.head(), resumption.next(), reason);
        return new Answer(subscribed(ask, standing), () -> subscription.start(reset));
    }

    private static ServerFrame.Subscribed subscribed(ClientFrame.Subscribe ask, Standing standing) {
        Member member = standing.member();
        return new ServerFrame.Subscribed(
                ask.id(),
                ask.room(),
                standing.history().epoch(),
                standing.history().head(),
                standing.history().oldest(),
                member == null ? null : member.role(),
                standing.readSeq(),
                standing.unread());
    }

    private static Resumption resumption(ClientFrame.Subscribe ask, History history) {
        Long after = ask.after();
        Long epoch = ask.epoch();
        if (after == null) {
            return history.from(history.head());
        }
        return epoch == null ? history.from(after) : history.resume(epoch, after);
    }

    /** Also what is on its way ends. */
    void unsubscribe(String room) {
        asked.remove(room);
        close(open.remove(room));
    }

    /** False when it had ended already. */
    boolean end(Subscription subscription) {
        subscription.close();
        return open.remove(subscription.room(), subscription);
    }

    void ack(String room, long seq) {
        Subscription subscription = open.get(room);
        if (subscription != null) {
            subscription.ack(seq);
        }
    }

    boolean contains(String room) {
        return open.containsKey(room);
    }

    void forEach(Consumer<Subscription> visitor) {
        open.values().forEach(visitor);
    }

    void closeAll() {
        asked.clear();
        open.values().forEach(Subscription::close);
        open.clear();
    }

    private static void close(@Nullable Subscription subscription) {
        if (subscription != null) {
            subscription.close();
        }
    }
}
