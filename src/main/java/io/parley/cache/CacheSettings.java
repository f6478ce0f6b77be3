package io.parley.cache;

/**
 * How much is remembered, at most.
 *
 * @param rooms and as many places of users in them
 * @param idBytes what the sets of known ids may take, of rooms and of users each
 */
public record CacheSettings(long rooms, long accounts, long idBytes) {}
