/**
 * Frames and contents as JSON. Reading is strict about form (UTF-8, one object, no key twice, bounded depth) and open to
 * what is new: a field that this version does not know is skipped, and null is as if absent. Integers are digits, without
 * fraction or exponent.
 */
@NullMarked
package io.parley.json;

import org.jspecify.annotations.NullMarked;
