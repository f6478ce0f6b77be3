package io.parley.limits;

import org.jspecify.annotations.Nullable;

/** Who asks for something. */
@FunctionalInterface
public interface Asker {
    /** What tells the asker from others there; null where that is not known, and no rule of the scope binds. */
    @Nullable
    String key(Scope scope);
}
