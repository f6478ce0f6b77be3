package io.parley.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An unordered collection in which every item knows its place, so that taking one out costs nothing. Confined to a loop. */
final class Bag<T extends Bag.Item> {
    /** What can be in one bag at a time. */
    abstract static class Item {
        int place = -1;
    }

    private final List<T> items = new ArrayList<>(2);

    void add(T item) {
        item.place = items.size();
        items.add(item);
    }

    /** Idempotent. */
    void remove(T item) {
        if (item.place < 0) {
            return;
        }
        T last = items.removeLast();
        if (item.place < items.size()) {
            last.place = item.place;
            items.set(item.place, last);
        }
        item.place = -1;
    }

    int size() {
        return items.size();
    }

    /** Visits every item that was in the bag and still is; one that is added meanwhile may be visited or not. */
    void forEach(Consumer<T> visitor) {
        forEach(0, 1, visitor);
    }

    /** The same for one in {@code of} of them, those of the {@code share}-th share. */
    void forEach(int share, int of, Consumer<T> visitor) {
        // Downwards, since the last item takes the place of one that is removed by its own visit.
        for (int i = items.size() - 1; i >= 0; i--) {
            if (i % of == share && i < items.size()) {
                visitor.accept(items.get(i));
            }
        }
    }
}
