package io.parley;

import io.parley.delivery.Engine;
import io.parley.delivery.Hub;
import io.parley.gateway.Admission;
import io.parley.gateway.GatewaySettings;
import io.parley.gateway.Handshake;
import io.parley.gateway.Origins;
import io.parley.gateway.Sessions;
import io.parley.gateway.WebSocketVerticle;
import io.parley.limits.Limiter;
import io.parley.liveness.LoopWatch;
import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Codec;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.parley.port.Endings;
import io.parley.port.Site;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** The gateway of each loop, and the hub that stands behind it. */
final class Gateways {
    private final Wiring wiring;
    private final GatewaySettings settings;
    private final Engine engine;
    private final Bells bells;
    private final Drain drain;
    private final Endings endings;
    private final LoopWatch loops = new LoopWatch(System::nanoTime);
    private final List<WebSocketVerticle> made = new ArrayList<>();

    Gateways(Wiring wiring, GatewaySettings settings, Engine engine, Bells bells, Drain drain, Endings endings) {
        this.wiring = wiring;
        this.settings = settings;
        this.engine = engine;
        this.bells = bells;
        this.drain = drain;
        this.endings = endings;
    }

    /** One for a loop. */
    WebSocketVerticle make(List<Codec> codecs, Credentials credentials, Limiter limiter, Site site) {
        Admission admission =
                Admission.by(credentials.people(), credentials.signIns()::spend).within(limiter, wiring.proxies());
        Handshake handshake = new Handshake(Origins.of(wiring.origins()), codecs, admission);
        WebSocketVerticle gateway = new WebSocketVerticle(settings, handshake, sessions(), site, bells, drain);
        made.add(gateway);
        return gateway;
    }

    /** The port that they share, once they are deployed. */
    int port() {
        return made.getFirst().port();
    }

    /** Whether each loop turns, as far as the settings in force have patience. */
    boolean turning(Config now) {
        return loops.turning(new Wiring(now).nodePatience());
    }

    private Sessions.Factory sessions() {
        return (loop, joiner) -> {
            Hub hub = engine.attach(loop, joiner);
            bells.on(Bell.HEARTBEAT, loops.join());
            bells.on(Bell.HEARTBEAT, hub::lookAtPulses);
            bells.on(Bell.TIMEOUT, hub::lookAtClocks);
            endings.listen(ended -> hub.signedOut(ended.session()));
            drain.hook(Stage.CLIENTS, "clients", wiring.drain(), () -> {
                Promise<Void> left = Promise.promise();
                loop.execute(() -> hub.leave(wiring.leaving(hub.size())).onComplete(left));
                return left.future();
            });
            return opening -> hub.open(opening.wire(), opening.codec(), opening.identity(), opening.peer());
        };
    }
}
