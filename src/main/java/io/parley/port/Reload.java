package io.parley.port;

/** Something read from files that may change while the node runs. */
public interface Reload {
    /** What it is, for an operator. */
    String name();

    /**
     * Reads it again, and puts it in force if it is new. Blocks; called by one thread at a time.
     *
     * @return whether it was new
     * @throws Exception when it is of no use, with one line for an operator; what was in force stays so
     */
    boolean reload() throws Exception;
}
