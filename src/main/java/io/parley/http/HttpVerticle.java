package io.parley.http;

import io.parley.delivery.People;
import io.parley.limits.Limiter;
import io.parley.port.Accounts;
import io.parley.port.Authenticator;
import io.parley.port.Codec;
import io.parley.port.Log;
import io.parley.port.Passwords;
import io.parley.port.Rooms;
import io.parley.port.Search;
import io.parley.port.Services;
import io.parley.port.SignIns;
import io.parley.port.Site;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * REST, health and the web page. Builds the routes once and hands them to the {@link Site}, whose requests come on many
 * loops; what is written goes through the one sender on this verticle's own loop. One instance.
 */
public final class HttpVerticle extends VerticleBase {
    /** Who somebody is. */
    public record Identities(
            Accounts accounts, Authenticator authenticator, SignIns signIns, Passwords passwords, Services services) {}

    /**
     * What is said, and where.
     *
     * @param codec of JSON
     */
    public record Conversations(Log log, Rooms rooms, Search search, People people, Codec codec) {}

    /** When things happen, and how often they may. */
    public record Pace(Clock clock, Limiter limiter) {}

    private final Identities identities;
    private final Conversations conversations;
    private final HttpSettings settings;
    private final Readiness readiness;
    private final Site site;
    private final Pace pace;

    public HttpVerticle(
            Identities identities,
            Conversations conversations,
            HttpSettings settings,
            Readiness readiness,
            Site site,
            Pace pace) {
        this.identities = identities;
        this.conversations = conversations;
        this.settings = settings;
        this.readiness = readiness;
        this.site = site;
        this.pace = pace;
    }

    @Override
    public Future<?> start() {
        Future<Contract> contract = vertx.executeBlocking(Contract::load, false);
        Future<Map<String, PageRoutes.Asset>> assets = vertx.executeBlocking(Assets::load, false);
        return Future.all(contract, assets).onSuccess(both -> site.open(router(contract.result(), assets.result())));
    }

    @Override
    public Future<?> stop() {
        site.close();
        return Future.succeededFuture();
    }

    private Router router(Contract contract, Map<String, PageRoutes.Asset> assets) {
        Router router = Router.router(vertx);
        Replies replies = new Replies(settings.deadline());
        Backends backends = new Backends(identities.accounts());
        Filters filters =
                new Filters(identities.authenticator(), backends, replies, settings, pace.limiter(), System::nanoTime);
        filters.before(router);
        new HealthRoutes(readiness).mount(router);
        new Routes(router, filters, replies)
                .mount(Version1.of(identities, conversations, settings, contract, pace.clock(), loop()));
        new PageRoutes(assets).mount(router);
        filters.after(router);
        return router;
    }

    private Executor loop() {
        return task -> context.runOnContext(turn -> task.run());
    }
}
