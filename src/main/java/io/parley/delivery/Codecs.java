package io.parley.delivery;

import io.parley.port.Codec;
import java.util.List;

/** The codecs that this node speaks, each known by its place in the list. */
public record Codecs(List<Codec> all) {
    public Codecs {
        all = List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    Codec get(int index) {
        return all.get(index);
    }

    int indexOf(Codec codec) {
        return all.indexOf(codec);
    }
}
