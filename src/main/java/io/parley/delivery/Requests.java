package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Extensions;
import io.parley.port.Outcome;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a welcomed client asks for: each request is answered once. Confined to the loop. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    /** Bytes of requests that may be unanswered before the socket is no longer read. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final long RETRY_MS = 1_000;

    private final Session session;
    private final Subscriptions subscriptions;
    /** Of the token that counts at present; always the same user's. */
    private Identity identity;

    private final Allowance allowance;
    private final Pages pages;
    private final Attendance attendance;
    private int unanswered;
    private int unansweredBytes;
    private boolean held;

    Requests(Session session, Subscriptions subscriptions, Identity identity) {
        this.session = session;
        this.subscriptions = subscriptions;
        this.identity = identity;
        this.pages = new Pages(session, identity.user(), this::show);
        this.attendance = new Attendance(session, identity.user());
        this.allowance = new Allowance(session, identity.user());
    }

    Identity identity() {
        return identity;
    }

    Attendance attendance() {
        return attendance;
    }

    Allowance allowance() {
        return allowance;
    }

    boolean owesAnswers() {
        return unanswered > 0;
    }

    void take(ClientFrame frame, int size) {
        Problem limited = allowance.take(frame);
        if (limited == null) {
            answer(frame, size);
        } else if (frame instanceof ClientFrame.Write write) {
            settle(write, size, sender().refuse(append(write), limited));
        } else {
            session.refuse(frame.id(), limited);
        }
    }

    private void answer(ClientFrame frame, int size) {
        switch (frame) {
            case ClientFrame.Hello hello ->
                session.refuse(hello.id(), Problem.of(Code.BAD_FRAME, "hello has been said already"));
            case ClientFrame.Subscribe ask ->
                settle(size, subscriptions.subscribe(identity.user(), ask), ask.id(), answer -> {
                    session.write(answer.frame());
                    answer.then().run();
                });
            case ClientFrame.Unsubscribe ask -> {
                subscriptions.unsubscribe(ask.room());
                ok(ask.id());
            }
            case ClientFrame.Write write ->
                settle(write, size, sender().send(identity.user(), write.room(), write.cid(), write.content()));
            case ClientFrame.Ack ack -> subscriptions.ack(ack.room(), ack.seq());
            case ClientFrame.Read read -> read(read, size);
            case ClientFrame.History ask -> {
                count(size);
                pages.ask(ask, size);
            }
            case ClientFrame.Ping ping -> session.write(new ServerFrame.Pong(ping.id()));
            case ClientFrame.Typing typing -> attendance.type(typing);
            case ClientFrame.Presence presence -> {
                ok(presence.id());
                attendance.attend(presence);
            }
            case ClientFrame.Refresh refresh -> refresh(refresh, size);
            case ClientFrame.Extension extension -> extend(extension, size);
        }
    }

    private Sender sender() {
        return session.hub().sender();
    }

    private Append append(ClientFrame.Write write) {
        return new Append(write.room(), identity.user(), write.cid(), write.content(), 0);
    }

    private void settle(ClientFrame.Write write, int size, Future<Outcome.Stored> sending) {
        count(size);
        sending.onComplete(sent -> {
            answered(size);
            if (sent.succeeded()) {
                Outcome.Stored stored = sent.result();
                session.write(new ServerFrame.Sent(
                        write.id(),
                        write.room(),
                        write.cid(),
                        stored.epoch(),
                        stored.seq(),
                        stored.at(),
                        stored.duplicate()));
            } else {
                session.refuse(write.id(), problem(sent.cause()).about(write.room(), write.cid()));
            }
        });
    }

    private void read(ClientFrame.Read read, int size) {
        People people = session.hub().engine().people();
        settle(size, people.read(identity.user(), read.room(), read.seq(), session), read.id(), done -> ok(read.id()));
    }

    private void show(ClientFrame.History ask, int size, AsyncResult<ServerFrame.Listing> page) {
        answered(size);
        say(page, ask.id(), session::write);
    }

    private void refresh(ClientFrame.Refresh refresh, int size) {
        Future<Identity> verified =
                session.hub().engine().ports().authenticator().verify(refresh.token());
        settle(size, verified, refresh.id(), fresh -> {
            if (!fresh.user().equals(identity.user())) {
                session.refuse(refresh.id(), Problem.of(Code.FORBIDDEN, "the token is another user's"));
            } else if (session.hub().engine().signedOut().contains(fresh.session())) {
                session.refuse(refresh.id(), Problem.of(Code.UNAUTHENTICATED, "the token's sign-in has ended"));
            } else {
                identity = fresh;
                if (refresh.id() != null) {
                    session.write(new ServerFrame.Ok(refresh.id(), fresh.expiresAt()));
                }
            }
        });
    }

    void writable() {
        pages.next();
        attendance.writable();
    }

    private void extend(ClientFrame.Extension frame, int size) {
        Extensions.Call call = new Extensions.Call(frame.name(), identity.user(), identity.session(), frame.payload());
        settle(
                size,
                session.hub().engine().ports().extensions().call(call),
                frame.id(),
                answer -> session.write(new ServerFrame.Answer(frame.id(), "x." + frame.name(), answer)));
    }

    /** Answers once the future has an outcome; a failure is said too. */
    private <T> void settle(int size, Future<T> asked, @Nullable String id, Consumer<T> answer) {
        count(size);
        Hop.to(session.hub().loop(), asked).onComplete(outcome -> {
            answered(size);
            say(outcome, id, answer);
        });
    }

    private <T> void say(AsyncResult<T> outcome, @Nullable String id, Consumer<T> answer) {
        if (session.isClosed()) {
            return;
        }
        if (outcome.succeeded()) {
            answer.accept(outcome.result());
        } else {
            session.refuse(id, problem(outcome.cause()));
        }
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure.problem();
        }
        LOG.error("a request failed", cause);
        return Problem.of(Code.UNAVAILABLE, "the outcome is unknown").retryAfter(RETRY_MS);
    }

    private void ok(@Nullable String id) {
        if (id != null) {
            session.write(new ServerFrame.Ok(id, null));
        }
    }

    private void count(int size) {
        unanswered++;
        unansweredBytes += size;
        hold();
    }

    private void answered(int size) {
        unanswered--;
        unansweredBytes -= size;
        hold();
    }

    private void hold() {
        boolean full = unanswered >= session.hub().limits().sends() || unansweredBytes >= MAX_BYTES;
        if (full != held && !session.isClosed()) {
            held = full;
            session.listen(!full);
        }
    }

    /** Why it is over, or null. */
    @Nullable
    CloseReason look() {
        boolean expired = session.hub().engine().ports().clock().getAsLong() >= identity.expiresAt();
        return expired ? CloseReason.UNAUTHENTICATED : null;
    }
}
