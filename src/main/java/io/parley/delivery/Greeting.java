package io.parley.delivery;

import io.parley.port.Authenticator.Identity;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Inbox;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session's first exchange: {@code hello}, {@code welcome}. Confined to the loop. */
final class Greeting {
    /** A frame that came in while hello was being answered. */
    record Early(ClientFrame frame, int size) {}

    private final Session session;
    private final Subscriptions subscriptions;
    /** Of the token that came with the upgrade. */
    private final @Nullable Identity upgraded;

    private final long since;
    private @Nullable List<Early> early;
    /** As far as it is known. */
    private @Nullable Identity identity;

    Greeting(Session session, Subscriptions subscriptions, @Nullable Identity upgraded) {
        this.session = session;
        this.subscriptions = subscriptions;
        this.upgraded = upgraded;
        this.identity = upgraded;
        this.since = session.hub().now();
    }

    @Nullable
    Identity identity() {
        return identity;
    }

    void take(ClientFrame frame, int size) {
        if (early != null) {
            queue(early, frame, size);
        } else if (frame instanceof ClientFrame.Hello hello) {
            early = new ArrayList<>(0);
            session.listen(false);
            greet(hello);
        } else {
            session.refuse(frame.id(), Problem.of(Code.BAD_FRAME, "hello is always the first frame"));
        }
    }

    private void queue(List<Early> waiting, ClientFrame frame, int size) {
        if (waiting.size() < session.hub().limits().sends()) {
            waiting.add(new Early(frame, size));
            return;
        }
        Problem busy = Problem.of(Code.BUSY, "hello has not been answered yet").retryAfter(1_000);
        session.refuse(frame.id(), busy, frame);
    }

    private void greet(ClientFrame.Hello hello) {
        Hop.to(session.hub().loop(), identify(hello)).onComplete(verified -> {
            if (session.isClosed()) {
                return;
            }
            if (verified.succeeded()) {
                identity = verified.result();
                subscribe(hello, verified.result());
            } else {
                boolean refused = verified.cause() instanceof Failure failure
                        && failure.problem().code() == Code.UNAUTHENTICATED;
                if (refused) {
                    session.close(CloseReason.UNAUTHENTICATED);
                } else {
                    Departure.refuse(session, CloseReason.OVERLOADED);
                }
            }
        });
    }

    private Future<Identity> identify(ClientFrame.Hello hello) {
        String token = hello.token();
        if (token != null) {
            return session.hub().engine().ports().authenticator().verify(token);
        }
        return upgraded == null
                ? Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "a token is needed"))
                : Future.succeededFuture(upgraded);
    }

    private void subscribe(ClientFrame.Hello hello, Identity identity) {
        subscriptions.acks(hello.acks());
        List<Future<Subscriptions.Answer>> asked =
                subscriptions.subscribe(identity.user(), withOwn(hello.subscribe(), identity.user()));
        Future.all(asked).onComplete(all -> welcome(hello, identity, asked));
    }

    /** What the client names, and then what the server tells every session, from the head where the client names no cursor. */
    private static List<ClientFrame.Subscribe> withOwn(List<ClientFrame.Subscribe> named, String user) {
        List<ClientFrame.Subscribe> all = new ArrayList<>(named);
        for (String own : List.of(Inbox.of(user), Inbox.ALL)) {
            if (named.stream().noneMatch(ask -> ask.room().equals(own))) {
                all.add(new ClientFrame.Subscribe(null, own, null, null));
            }
        }
        return all;
    }

    private void welcome(ClientFrame.Hello hello, Identity identity, List<Future<Subscriptions.Answer>> asked) {
        if (session.isClosed()) {
            return;
        }
        Engine engine = session.hub().engine();
        if (engine.signedOut().contains(identity.session())) {
            session.close(CloseReason.UNAUTHENTICATED);
            return;
        }
        Heartbeat heartbeat = engine.settings().heartbeats().of(hello.pings());
        session.write(new ServerFrame.Welcome(
                hello.id(),
                identity.user(),
                identity.session(),
                engine.settings().node(),
                identity.expiresAt(),
                heartbeat.intervalMs(),
                heartbeat.timeoutMs(),
                session.hub().limits(),
                engine.ports().clock().getAsLong(),
                asked.stream().map(answer -> answer.result().frame()).toList()));
        session.online(identity, hello.pings(), heartbeat);
        asked.forEach(answer -> answer.result().then().run());
        session.listen(true);
        session.replay(early == null ? List.of() : early);
    }

    /** Why it is over, or null. */
    @Nullable
    CloseReason look(long now) {
        if (now - since < session.hub().engine().settings().hello().toNanos()) {
            return null;
        }
        return upgraded == null && early == null ? CloseReason.UNAUTHENTICATED : CloseReason.UNRESPONSIVE;
    }
}
