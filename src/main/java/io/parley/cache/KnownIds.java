package io.parley.cache;

import io.parley.port.Meter;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ids were ever given, so that what nobody gave costs no read. One that this node gave or heard of is never denied,
 * one that another gave unheard at most for a second. Nothing is denied before all pages have been read. Any thread.
 */
final class KnownIds {
    private static final Logger LOG = LoggerFactory.getLogger(KnownIds.class);
    private static final int PAGE = 2_000;

    /** Turns the pages of a {@link io.parley.port.Catalog}. */
    interface Pages {
        Future<List<String>> after(String id, int limit);
    }

    private final String name;
    private final Lease lease;
    private final Meter meter;
    private final Bloom ids;
    private volatile boolean whole;
    /** The reading that counts; those begun before it end by themselves. */
    private volatile int reading;

    private volatile boolean failed;

    /** @param name as a part of a gauge's */
    KnownIds(String name, long maxBytes, Lease lease, Meter meter) {
        this.name = name;
        this.lease = lease;
        this.meter = meter;
        this.ids = new Bloom(maxBytes);
        meter.gauge("parley_cache_ids_" + name, ids::size);
    }

    void add(String id) {
        ids.add(id);
    }

    boolean mayBe(String id) {
        boolean may = !whole || ids.mayContain(id) || !lease.isConfirmed();
        if (!may) {
            meter.count("parley_cache_denied");
        }
        return may;
    }

    /** All that is there, in the background; until it is done nothing is denied. */
    synchronized void read(Pages pages) {
        whole = false;
        failed = false;
        reading++;
        read(pages, "", reading);
    }

    /** Where a page could not be read: from the beginning. */
    void readAgainIfFailed(Pages pages) {
        if (failed) {
            read(pages);
        }
    }

    private void read(Pages pages, String after, int mine) {
        pages.after(after, PAGE).onComplete(page -> {
            if (mine != reading) {
                return;
            }
            if (page.failed()) {
                failed = true;
                return;
            }
            List<String> found = page.result();
            found.forEach(ids::add);
            if (found.size() == PAGE) {
                read(pages, found.getLast(), mine);
            } else {
                finish(mine);
            }
        });
    }

    private synchronized void finish(int mine) {
        if (mine == reading) {
            whole = true;
            LOG.debug("the ids of all {} are known: about={} bytes={}", name, ids.size(), ids.bytes());
        }
    }
}
