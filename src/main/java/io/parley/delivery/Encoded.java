package io.parley.delivery;

import io.parley.room.Entry;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * An entry with its bytes, made once per codec on first use and then the same for everybody: until it is redacted, which
 * nobody who asks later can look behind. Any thread.
 */
final class Encoded {
    private record Form(Entry entry, AtomicReferenceArray<byte[]> bytes) {}

    private final Codecs codecs;
    private volatile Form form;

    Encoded(Entry entry, Codecs codecs) {
        this.codecs = codecs;
        this.form = form(entry);
    }

    private Form form(Entry entry) {
        return new Form(entry, new AtomicReferenceArray<>(codecs.size()));
    }

    Entry entry() {
        return form.entry();
    }

    byte[] bytes(int codec) {
        Form now = form;
        byte[] bytes = now.bytes().get(codec);
        if (bytes == null) {
            bytes = codecs.get(codec).encode(now.entry());
            now.bytes().set(codec, bytes);
        }
        return bytes;
    }

    /** Lets go of the body and of the bytes that hold it. From one thread at a time. */
    void redact() {
        Entry entry = form.entry();
        form = form(entry.with(entry.content().redacted()));
    }
}
