package io.parley.delivery;

import io.parley.limits.Limiter;
import io.parley.port.Authenticator;
import io.parley.port.Extensions;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.Rooms;
import java.util.function.LongSupplier;

/**
 * What the engine stands on.
 *
 * @param limiter whose time is that of the loops
 * @param clock Unix milliseconds
 */
public record Ports(
        Log log,
        Rooms rooms,
        Authenticator authenticator,
        Extensions extensions,
        Limiter limiter,
        LongSupplier clock,
        Meter meter) {}
