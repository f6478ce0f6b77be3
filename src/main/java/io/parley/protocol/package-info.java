/**
 * Floor 0: the vocabulary of the wire contract, the same for every codec: frames, problems and close reasons. Each frame
 * is a record of a sealed family, so that a new one fails to compile wherever it is not handled.
 */
@NullMarked
package io.parley.protocol;

import org.jspecify.annotations.NullMarked;
