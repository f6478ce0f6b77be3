package io.parley;

import io.parley.delivery.People;
import io.parley.http.HttpVerticle;
import io.parley.http.Readiness;
import io.parley.limits.Limiter;
import io.parley.port.Codec;
import io.parley.port.Site;
import java.time.Clock;

/** What REST stands on. */
record Rest(Storage store, HttpVerticle.Identities identities, People people, Codec codec, Limiter limiter) {
    HttpVerticle verticle(Wiring wiring, Readiness readiness, Site site) {
        return new HttpVerticle(
                identities,
                new HttpVerticle.Conversations(store.log(), store.rooms(), store.search(), people, codec),
                wiring.http(),
                readiness,
                site,
                new HttpVerticle.Pace(Clock.systemUTC(), limiter));
    }
}
