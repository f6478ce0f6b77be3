package io.parley.port;

/** A store as the contract suites see it: its ports, and the two things that only its operator may do. */
public interface TestStore extends AutoCloseable {
    Log log();

    Rooms rooms();

    Search search();

    Accounts accounts();

    Sessions sessions();

    Owed owed();

    ServiceKeys serviceKeys();

    Catalog catalog();

    /** Makes {@code oldest} the lowest seq still readable in {@code room}. */
    void trim(String room, long oldest);

    /** Begins a new epoch in every room, as when the store may have forgotten what came after its present heads. */
    void newEpoch();

    @Override
    void close();
}
