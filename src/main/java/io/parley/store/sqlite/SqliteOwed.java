package io.parley.store.sqlite;

import io.parley.port.Owed;
import io.vertx.core.Future;
import java.util.List;

/** What is owed, in its table. */
final class SqliteOwed implements Owed {
    private static final int WEIGHT = 100;

    private final Writer writer;
    private final Readers readers;

    SqliteOwed(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Future<List<Debt>> owed(int limit) {
        return readers.read(sql -> new Debts(sql).oldest(limit));
    }

    @Override
    public Future<Void> settle(List<Debt> debts) {
        Write.Work<Boolean> work = batch -> {
            Debts rows = new Debts(batch.sql());
            for (Debt debt : debts) {
                rows.settle(debt);
            }
            return true;
        };
        return writer.submit(new Write<>(WEIGHT * debts.size(), work, null)).mapEmpty();
    }
}
