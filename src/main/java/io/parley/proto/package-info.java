/**
 * Frames as protocol buffers, by {@code src/main/proto/parley.proto}. They say what the frames of JSON say and are judged
 * by the same rules; faults are named by JSON's paths. Unknown fields are skipped.
 */
@NullMarked
package io.parley.proto;

import org.jspecify.annotations.NullMarked;
