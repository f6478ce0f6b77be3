package io.parley;

import io.parley.auth.Argon2Passwords;
import io.parley.auth.JwtTokens;
import io.parley.http.HttpVerticle;
import io.parley.http.Readiness;
import io.parley.port.Codec;
import io.parley.port.Endings;
import io.parley.port.Site;
import io.parley.store.sqlite.SqliteStore;
import java.time.Clock;

/** What REST stands on. */
record Rest(SqliteStore store, JwtTokens tokens, Codec codec, Endings endings) {
    HttpVerticle verticle(Wiring wiring, Readiness readiness, Site site) {
        return new HttpVerticle(
                new HttpVerticle.Identities(store.accounts(), tokens, tokens, new Argon2Passwords(1, 32), endings),
                new HttpVerticle.Conversations(store.log(), store.rooms(), codec),
                wiring.http(),
                readiness,
                site,
                Clock.systemUTC());
    }
}
