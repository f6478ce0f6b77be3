/**
 * Floor 4: the process. It reads the command line and the settings, builds one node out of the floors below, and stops
 * it in order, whoever asks. Nothing below knows of this package.
 */
@NullMarked
package io.parley;

import org.jspecify.annotations.NullMarked;
