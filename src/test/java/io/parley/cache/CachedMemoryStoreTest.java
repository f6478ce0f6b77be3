package io.parley.cache;

import io.parley.port.AccountsContract;
import io.parley.port.AcquaintanceContract;
import io.parley.port.BelongingContract;
import io.parley.port.Commit;
import io.parley.port.FenceContract;
import io.parley.port.MemoryStore;
import io.parley.port.PlaceContract;
import io.parley.port.ReadContract;
import io.parley.port.RoomsContract;
import io.parley.port.StandingContract;
import io.parley.port.TestStore;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;

/** The caches keep the promises of the store that they are put over, here of the fake. */
@NullUnmarked
class CachedMemoryStoreTest {
    private static TestStore cached(InstantSource time, Consumer<Commit> committed) throws Exception {
        return CachedStore.over(time, told -> new MemoryStore(time, told), committed);
    }

    @Nested
    class AsFence extends FenceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsBelonging extends BelongingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsRooms extends RoomsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsPlaces extends PlaceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsAcquaintance extends AcquaintanceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsStandings extends StandingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsReads extends ReadContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }

    @Nested
    class AsAccounts extends AccountsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception {
            return cached(time, committed);
        }
    }
}
