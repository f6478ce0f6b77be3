package io.parley.http;

import io.parley.limits.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of the published contract, as rules call them. */
public final class Operations {
    /** Read when first asked for, since few settings ask. */
    private static final class Published {
        private static final Map<String, Resource> RESOURCES = Contract.load().resources();
    }

    private Operations() {}

    /** A type of frames or an operation by that name, or null. May block, the first time. */
    public static @Nullable Resource resource(String name) {
        Resource known = Resource.named(name);
        return known == null ? Published.RESOURCES.get(name) : known;
    }
}
