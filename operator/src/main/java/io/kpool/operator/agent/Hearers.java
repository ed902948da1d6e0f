package io.kpool.operator.agent;

/**
 * Who hears what the masters decide.
 *
 * @param notices of the pools' hosts, and of what Spawns asked for
 * @param live of what callers asked for
 */
record Hearers(Notices notices, LiveListener live) {}
