package io.parley;

import io.parley.delivery.Engine;
import io.parley.inbox.NoticeVerticle;
import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Feed;

/** Who on the node hears what the store has committed, and looks again when the feed may have lost some of it. */
final class Hearing {
    private Hearing() {}

    static void begin(Feed feed, Bells bells, Engine engine, Health health) {
        feed.listen(commit -> {
            engine.hear(commit);
            if (NoticeVerticle.concerns(commit)) {
                bells.ring(Bell.OWED);
            }
        });
        bells.on(Bell.HEADS, () -> engine.beat().onComplete(beat -> health.storeAnswers(beat.succeeded())));
    }
}
