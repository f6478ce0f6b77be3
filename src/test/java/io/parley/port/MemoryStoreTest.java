package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.protocol.Failure;
import io.parley.room.Fork;
import io.parley.room.History;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The fake keeps the promises that every store keeps. */
@NullUnmarked
class MemoryStoreTest {
    @Nested
    class AsLog extends LogContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsSlowMode extends SlowModeContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsFence extends FenceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsBelonging extends BelongingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsPages extends PageContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsRooms extends RoomsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsPlaces extends PlaceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsCatalog extends CatalogContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsAcquaintance extends AcquaintanceContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsMessages extends MessageContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsStandings extends StandingContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsCreations extends CreationContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsReads extends ReadContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsSearch extends SearchContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsAccounts extends AccountsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsOwed extends OwedContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsInboxes extends InboxContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsSilentRooms extends SilentJoinContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsSessions extends SessionsContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsRenewals extends RenewalContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class AsServiceKeys extends ServiceKeysContract {
        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            return new MemoryStore(time, committed);
        }
    }

    @Nested
    class WithFaults extends StoreContract {
        private MemoryStore memory;

        @Override
        protected TestStore open(InstantSource time, Consumer<Commit> committed) {
            memory = new MemoryStore(time, committed);
            return memory;
        }

        @Test
        void readsFailAsOftenAsTold() {
            newRoom("r");
            memory.failReads(1);
            assertThatThrownBy(() -> all("r")).isInstanceOf(Failure.class);
            assertThat(all("r").head()).isEqualTo(3);
        }

        @Test
        void anAppendWhoseReplyIsLostIsStored() {
            newRoom("r");
            Append append = append("r", "ann", "c", message("hello"));
            memory.loseReplies(1);
            assertThatThrownBy(() -> await(store.log().append(append))).isInstanceOf(Failure.class);
            assertThat(((Outcome.Stored) await(store.log().append(append))).duplicate())
                    .isTrue();
        }

        @Test
        void aRefusedAppendIsNotStored() {
            newRoom("r");
            Append append = append("r", "ann", "c", message("hello"));
            memory.refuseAppends(1);
            assertThat(await(store.log().append(append))).isInstanceOf(Outcome.Busy.class);
            assertThat(((Outcome.Stored) await(store.log().append(append))).duplicate())
                    .isFalse();
        }

        @Test
        void aRoomForgetsWhatCameAfterAndForks() {
            newRoom("r");
            say("r", "ann", "c1", "one");
            say("r", "ann", "c2", "two");
            memory.forget("r", 4);

            History history = await(store.log().history("r"));
            assertThat(history).isEqualTo(new History(2, 1, 4, List.of(new Fork(1, 4))));
            assertThat(say("r", "ann", "c2", "two").seq()).isEqualTo(5);
        }
    }
}
