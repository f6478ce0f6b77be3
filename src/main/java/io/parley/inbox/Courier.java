package io.parley.inbox;

import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.port.Owed;
import io.parley.port.Owed.Debt;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Brings what is owed to the inboxes, and settles what has come to be there. Keeps nothing: any thread, one round at a time. */
final class Courier {
    /** Causes that are looked after side by side, so that one with many recipients holds up no other. */
    private static final int CAUSES = 64;

    private final Owed owed;
    private final Log log;

    Courier(Owed owed, Log log) {
        this.owed = owed;
        this.log = log;
    }

    /**
     * One round: the next recipients of the oldest causes. Whether there was anything to do, so that there may be more. Fails
     * when some of it could not be done; what could has been settled, unless nobody knows.
     */
    Future<Boolean> round() {
        return owed.owed(CAUSES).compose(debts -> debts.isEmpty() ? Future.succeededFuture(false) : tell(debts));
    }

    private Future<Boolean> tell(List<Debt> debts) {
        List<Future<Told>> telling = debts.stream().map(this::tell).toList();
        return Future.join(telling).transform(all -> {
            List<Told> told = telling.stream()
                    .filter(Future::succeeded)
                    .map(Future::result)
                    .toList();
            return owed.settle(told.stream().map(Told::first).toList()).compose(settled -> {
                boolean done = told.stream().allMatch(Told::isAll);
                return all.failed()
                        ? Future.failedFuture(all.cause())
                        : done
                                ? Future.succeededFuture(true)
                                : Future.failedFuture(Failure.of(Code.BUSY, "the store did not take all notices"));
            });
        });
    }

    /** How many of the first recipients have been told. */
    private record Told(Debt debt, int count) {
        boolean isAll() {
            return count == debt.to().size();
        }

        Debt first() {
            return debt.first(count);
        }
    }

    private Future<Told> tell(Debt debt) {
        List<Future<Boolean>> appends = new ArrayList<>();
        for (String recipient : debt.to()) {
            appends.add(log.append(Notices.append(debt, recipient))
                    .transform(appended -> Future.succeededFuture(appended.succeeded() && isTold(appended.result()))));
        }
        return Future.join(appends).map(all -> {
            int count = 0;
            while (count < appends.size() && appends.get(count).result()) {
                count++;
            }
            return new Told(debt, count);
        });
    }

    /** Who has no inbox, or none any more, need not be told. */
    private static boolean isTold(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored stored -> true;
            case Outcome.NoRoom none -> true;
            case Outcome.Reused reused -> throw new IllegalStateException("two causes have one cid");
            case Outcome.Stale stale -> throw new IllegalStateException("an inbox restricts");
            case Outcome.Unfit unfit -> throw new IllegalStateException("a notice does not fit its inbox");
            case Outcome.Early early -> throw new IllegalStateException("an inbox is in slow mode");
            case Outcome.Busy busy -> false;
        };
    }
}
