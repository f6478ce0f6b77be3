package io.parley.store.sqlite;

import io.parley.port.AccountsContract;
import io.parley.port.AcquaintanceContract;
import io.parley.port.BelongingContract;
import io.parley.port.CatalogContract;
import io.parley.port.Commit;
import io.parley.port.CreationContract;
import io.parley.port.FenceContract;
import io.parley.port.InboxContract;
import io.parley.port.LogContract;
import io.parley.port.MessageContract;
import io.parley.port.OwedContract;
import io.parley.port.PageContract;
import io.parley.port.PlaceContract;
import io.parley.port.ReadContract;
import io.parley.port.RenewalContract;
import io.parley.port.RoomsContract;
import io.parley.port.SearchContract;
import io.parley.port.ServiceKeysContract;
import io.parley.port.SessionsContract;
import io.parley.port.SilentJoinContract;
import io.parley.port.SlowModeContract;
import io.parley.port.StandingContract;
import io.parley.port.TestStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store keeps the promises that every store keeps. */
@NullUnmarked
class SqliteStoreContractTest {
    @TempDir
    private Path dir;

    private TestStore opened(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
        return new Opened(dir, SqliteSettings.defaults(), time, committed);
    }

    @Nested
    class AsLog extends LogContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsSlowMode extends SlowModeContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsFence extends FenceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsBelonging extends BelongingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsPages extends PageContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsRooms extends RoomsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsPlaces extends PlaceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsCatalog extends CatalogContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsAcquaintance extends AcquaintanceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsMessages extends MessageContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsStandings extends StandingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsCreations extends CreationContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsReads extends ReadContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsSearch extends SearchContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsAccounts extends AccountsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsOwed extends OwedContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsInboxes extends InboxContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsSilentRooms extends SilentJoinContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsSessions extends SessionsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsRenewals extends RenewalContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }

    @Nested
    class AsServiceKeys extends ServiceKeysContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
            return opened(time, committed);
        }
    }
}
