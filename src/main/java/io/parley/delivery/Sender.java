package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Inbox;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a user writes into a room's log: judges the right, appends, and says what came of it. The same for every
 * way in. Confined to its loop; sends of one user to one room keep the order of the calls.
 */
public final class Sender {
    private static final int MAX_JUDGEMENTS = 5;
    private static final long RETRY_MS = 1_000;

    private final Log log;
    private final Rooms rooms;
    private final Standings standings;
    private final Lanes lanes = new Lanes();
    private final LongSupplier clock;
    private final Executor loop;

    /** @param clock Unix milliseconds */
    public Sender(Log log, Rooms rooms, LongSupplier clock, Executor loop) {
        this.log = log;
        this.rooms = rooms;
        this.clock = clock;
        this.loop = loop;
        this.standings = new Standings(rooms, loop);
    }

    /**
     * Appends, or finds what (room, user, cid) already names: a known cid is answered before rights are judged. Completes
     * on the loop, once durable. Fails with a {@link Failure}; {@code unavailable} means that the outcome is unknown.
     */
    public Future<Outcome.Stored> send(String user, String room, String cid, Content content) {
        Append append = new Append(room, user, cid, content, 0);
        Standing known = standings.known(room, user);
        if (known != null
                && Rights.isWriting(content)
                && Rights.judge(Parties.of(known), user, content, clock.getAsLong()) == null) {
            return append(append, known, 1);
        }
        return judgeAfresh(append, 0);
    }

    /**
     * Announces to everybody; otherwise as {@link #send}. Whether the user may, the caller has judged: it is no right in a
     * room, but on the server.
     */
    public Future<Outcome.Stored> announce(String user, String cid, Body body) {
        Append append = new Append(Inbox.ALL, user, cid, new Content.Announcement(body), 0);
        Problem problem = Rights.judgeBody(body);
        return problem != null
                ? refuseUnlessKnown(append, problem)
                : onLoop(log.append(append)).transform(appended -> settle(append, appended));
    }

    private Future<Outcome.Stored> judgeAfresh(Append append, int judged) {
        if (judged == MAX_JUDGEMENTS) {
            return failed(
                    append,
                    Problem.of(Code.BUSY, "rights in the room keep changing").retryAfter(RETRY_MS));
        }
        return standings
                .fresh(append.room(), append.from())
                .compose(standing -> Parties.read(rooms, loop, append, standing))
                .compose(parties -> {
                    Problem problem = Rights.judge(parties, append.from(), append.content(), clock.getAsLong());
                    Standing standing = parties.standing();
                    return problem == null && standing != null
                            ? append(append, standing, judged + 1)
                            : refuseUnlessKnown(append, problem == null ? Rights.NO_ROOM : problem);
                });
    }

    private Future<Outcome.Stored> append(Append append, Standing standing, int judged) {
        Append fenced = new Append(
                append.room(),
                append.from(),
                append.cid(),
                append.content(),
                standing.room().aclSeq(),
                Rights.moderates(standing));
        Promise<Outcome.Stored> settled = Promise.promise();
        Runnable again = () -> judgeAfresh(append, judged).onComplete(settled);
        if (lanes.enter(append.room(), append.from(), again)) {
            onLoop(log.append(fenced)).onComplete(appended -> {
                if (appended.succeeded() && appended.result() instanceof Outcome.Stale) {
                    standings.forget(append.room(), append.from());
                    lanes.stale(append.room(), append.from(), again);
                    return;
                }
                settle(append, appended).onComplete(settled);
                lanes.back(append.room(), append.from());
            });
        }
        return settled.future();
    }

    private static Future<Outcome.Stored> settle(Append append, AsyncResult<Outcome> appended) {
        return appended.succeeded() ? settle(append, appended.result()) : Future.failedFuture(appended.cause());
    }

    /** For one that is not to be judged at all: a known cid is answered all the same. On the loop. */
    Future<Outcome.Stored> refuse(Append append, Problem problem) {
        return refuseUnlessKnown(append, problem);
    }

    private Future<Outcome.Stored> refuseUnlessKnown(Append append, Problem problem) {
        return onLoop(log.find(append))
                .compose(found -> found == null ? failed(append, problem) : settle(append, found));
    }

    private static Future<Outcome.Stored> settle(Append append, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored stored -> Future.succeededFuture(stored);
            case Outcome.Reused reused ->
                failed(
                        append,
                        Problem.of(Code.CID_REUSED, "this cid names an entry with other content")
                                .at(reused.seq()));
            case Outcome.Unfit unfit -> failed(append, Unfitness.problem(append.content(), unfit));
            case Outcome.Early early ->
                failed(
                        append,
                        Problem.of(Code.RATE_LIMITED, "this room is in slow mode")
                                .retryAfter(early.retryAfterMs()));
            case Outcome.NoRoom none -> failed(append, Rights.NO_ROOM);
            case Outcome.Busy busy ->
                failed(
                        append,
                        Problem.of(Code.BUSY, "the store's queue is full").retryAfter(busy.retryAfterMs()));
            case Outcome.Stale stale ->
                failed(
                        append,
                        Problem.of(Code.BUSY, "rights in the room keep changing")
                                .retryAfter(RETRY_MS));
        };
    }

    private static Future<Outcome.Stored> failed(Append append, Problem problem) {
        return Future.failedFuture(new Failure(problem.about(append.room(), append.cid())));
    }

    private <T extends @Nullable Object> Future<T> onLoop(Future<T> future) {
        return Hop.to(loop, future);
    }
}
