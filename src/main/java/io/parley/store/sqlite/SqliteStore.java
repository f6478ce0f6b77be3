package io.parley.store.sqlite;

import io.parley.port.Accounts;
import io.parley.port.Catalog;
import io.parley.port.Commit;
import io.parley.port.ContentCodec;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.Owed;
import io.parley.port.Rooms;
import io.parley.port.Search;
import io.parley.port.ServiceKeys;
import io.parley.port.Sessions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store in one data directory. Futures complete on the store's own threads. A failed future of a write means
 * that its outcome is unknown, but for {@code busy} and {@code not_found}, which stored nothing.
 */
public final class SqliteStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    /**
     * What the store needs of the world.
     *
     * @param committed hears each commit when it is durable and readable, in order and before the futures of its writes,
     *     on the writer's thread; must not block
     * @param fatal hears once that nobody knows what has been stored: the process has to end
     */
    public record Environment(
            ContentCodec contents,
            InstantSource clock,
            Consumer<Commit> committed,
            Consumer<Throwable> fatal,
            Meter meter) {}

    private final DataDirLock lock;
    private final Sql sql;
    private final Writer writer;
    private final Readers readers;
    private final Environment environment;
    private final long epoch;

    private SqliteStore(
            DataDirLock lock, Sql sql, Writer writer, Readers readers, Environment environment, long epoch) {
        this.lock = lock;
        this.sql = sql;
        this.writer = writer;
        this.readers = readers;
        this.environment = environment;
        this.epoch = epoch;
    }

    /** Blocks until recovery, if there is any, is done. */
    public static SqliteStore open(Path dataDir, SqliteSettings settings, Environment environment)
            throws StoreUnusable {
        DataDirLock lock = DataDirLock.take(dataDir);
        try {
            return open(lock, settings, environment);
        } catch (SQLException | IOException e) {
            letGo(lock);
            throw new StoreUnusable("the database " + lock.database() + " can't be used: " + e.getMessage(), e);
        } catch (StoreUnusable | RuntimeException e) {
            letGo(lock);
            throw e;
        }
    }

    private static SqliteStore open(DataDirLock lock, SqliteSettings settings, Environment environment)
            throws SQLException, IOException, StoreUnusable {
        Path database = lock.database();
        Path side = lock.sideFile();
        Sql sql = Sql.writing(database);
        try {
            Schema.migrate(sql, database);
            Schema.check(sql, database);
            Folded.fill(sql);
            if (settings.maxBytes() > 0) {
                sql.execute("PRAGMA max_page_count = " + settings.maxBytes() / 4096);
            }
            new SearchIndex(sql, environment.contents()).catchUp();
            Identity identity = Identity.settle(sql, Mark.read(side));
            Witness witness = new Witness(side, identity.epoch(), environment.committed(), environment.fatal());
            witness.mark(identity.commits());
            Intake intake = new Intake(settings.queue(), settings.queueBytes());
            Writer writer = new Writer(
                    sql,
                    intake,
                    number -> new Batch(number, sql, environment.contents(), environment.clock()),
                    witness,
                    settings.batch(),
                    identity.commits());
            Readers readers = new Readers(settings, witness::fatal);
            readers.start(database, settings.readers());
            writer.start();
            Inboxes.erase(writer);
            environment.meter().gauge("store_writes_waiting", intake::size);
            environment.meter().gauge("store_reads_waiting", readers::size);
            environment.meter().gauge("store_commits", writer::commits);
            return new SqliteStore(lock, sql, writer, readers, environment, identity.epoch());
        } catch (SQLException | IOException | StoreUnusable | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    public Log log() {
        return new SqliteLog(writer, readers, environment.contents());
    }

    public Rooms rooms() {
        return new SqliteRooms(writer, readers, environment.contents(), epoch, environment.clock());
    }

    public Search search() {
        return new SqliteSearch(readers, environment.contents());
    }

    public Accounts accounts() {
        return new SqliteAccounts(writer, readers, epoch);
    }

    public Owed owed() {
        return new SqliteOwed(writer, readers);
    }

    public Catalog catalog() {
        return new SqliteCatalog(readers);
    }

    public Sessions sessions() {
        return new SqliteSessions(writer, readers, environment.clock());
    }

    public ServiceKeys serviceKeys() {
        return new SqliteServiceKeys(writer, readers, epoch);
    }

    /** Makes {@code oldest} the lowest seq still readable in the room, in steps that let other writes pass. */
    public Future<Void> trim(String room, long oldest) {
        return writer.submit(new Write<>(100, new Trim(room, oldest)::apply, null))
                .compose(more -> more ? trim(room, oldest) : Future.succeededFuture());
    }

    /**
     * Writes a copy of the database as of now into {@code file}, which must not be there. Put in place of a database, it
     * begins a new epoch.
     */
    public Future<Void> backup(Path file) {
        Promise<Void> done = Promise.promise();
        Thread thread = new Thread(() -> backup(file, done), "parley-store-backup");
        thread.setDaemon(true);
        thread.start();
        return done.future();
    }

    private void backup(Path file, Promise<Void> done) {
        try {
            Backup.write(lock.database(), file);
            done.complete();
        } catch (SQLException | IOException e) {
            done.fail(e);
        }
    }

    /** Answers what was handed in, syncs, and lets the directory go. Writes handed in later fail as {@code unavailable}. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        writer.close().onComplete(ended -> new Thread(() -> release(closed), "parley-store-close").start());
        return closed.future();
    }

    private void release(Promise<Void> closed) {
        try {
            readers.close();
            sql.close();
            lock.close();
            closed.complete();
        } catch (SQLException | IOException | InterruptedException e) {
            closed.fail(e);
        }
    }

    private static void letGo(DataDirLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("store: the lock could not be released: {}", e.toString());
        }
    }
}
