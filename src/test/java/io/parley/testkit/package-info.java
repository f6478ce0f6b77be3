/**
 * What tests share. A check that needs more than Maven and a JDK says so with {@link io.parley.testkit.Needs}; what is
 * skipped is named and counted, and is a failure under {@code -Dparley.require=all}.
 */
@NullMarked
package io.parley.testkit;

import org.jspecify.annotations.NullMarked;
