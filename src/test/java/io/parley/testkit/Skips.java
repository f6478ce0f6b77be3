package io.parley.testkit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Skipping a check in the midst of it, for what shows only there. */
public final class Skips {
    private static final String REQUIRE = "parley.require";

    private Skips() {}

    /** Never returns: the test is skipped or, where everything is required, has failed. */
    public static void skip(String why) {
        if (allRequired()) {
            throw new AssertionFailedError("required, but " + why);
        }
        throw new TestAbortedException(why);
    }

    static boolean allRequired() {
        return "all".equals(System.getProperty(REQUIRE));
    }
}
