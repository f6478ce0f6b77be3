package io.parley.gateway;

import io.parley.port.Authenticator.Identity;
import io.parley.port.Codec;
import io.parley.port.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A connection that has just been upgraded.
 *
 * @param wire writes to it; usable at once
 * @param codec the one negotiated
 * @param identity who asked for it, when the upgrade said so
 * @param peer from where, as far as it can be believed: of IPv6 the /64; empty where nobody knows
 */
public record Opening(Wire wire, Codec codec, @Nullable Identity identity, String peer) {}
