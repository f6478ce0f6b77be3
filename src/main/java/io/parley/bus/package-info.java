/**
 * Floor 2: the feed and the bells on the Vert.x event bus. It only rings: at most once, in order from one sender, and
 * nothing depends on more.
 */
@NullMarked
package io.parley.bus;

import org.jspecify.annotations.NullMarked;
