package io.parley.delivery;

import io.parley.delivery.Pulse.Due;
import io.parley.port.Wire;

/** Watches whether one client still answers, by the heartbeat of its class. Confined to the loop. */
final class Vigil {
    private final Wire wire;
    private final Pulse pulse;
    private boolean framePings;
    /** What the client was told. */
    private Heartbeat told;

    /** @param told as long as the client has not said of which class it is */
    Vigil(Wire wire, Pulse pulse, Heartbeat told) {
        this.wire = wire;
        this.pulse = pulse;
        this.told = told;
    }

    void online(boolean pings, Heartbeat heartbeat) {
        framePings = pings;
        told = heartbeat;
    }

    /** Whether it is pinged by frames rather than by WebSocket's own. */
    boolean framePings() {
        return framePings;
    }

    void heard(long now) {
        pulse.heard(now);
    }

    /** @param listening whether what the client says is read at all */
    Due look(long now, Heartbeats heartbeats, boolean listening) {
        Heartbeat heartbeat = heartbeats.of(framePings).asToldOf(told);
        if (pulse.overdue(now, heartbeat) && (!listening || slow(heartbeat))) {
            pulse.heard(now);
        }
        return pulse.look(now, heartbeat);
    }

    /** Behind what still waits for it, a ping waits too; as long as its TCP takes something, it is not dead. */
    private boolean slow(Heartbeat heartbeat) {
        long sinceAcked = wire.sinceAcked();
        return !wire.quiet() && (sinceAcked == Long.MAX_VALUE || sinceAcked * 1_000_000 < heartbeat.timeout());
    }
}
