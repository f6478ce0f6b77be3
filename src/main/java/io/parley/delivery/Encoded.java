package io.parley.delivery;

import io.parley.room.Entry;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** An entry with its bytes, made once per codec on first use and then the same for everybody. Any thread. */
final class Encoded {
    private final Entry entry;
    private final Codecs codecs;
    private final AtomicReferenceArray<byte[]> forms;

    Encoded(Entry entry, Codecs codecs) {
        this.entry = entry;
        this.codecs = codecs;
        this.forms = new AtomicReferenceArray<>(codecs.size());
    }

    Entry entry() {
        return entry;
    }

    byte[] bytes(int codec) {
        byte[] form = forms.get(codec);
        if (form == null) {
            form = codecs.get(codec).encode(entry);
            forms.set(codec, form);
        }
        return form;
    }
}
