package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;

/**
 * A host as callers see it.
 *
 * @param reportAgeMillis since its last report; -1: none yet
 */
public record NodeView(HostView host, Admission admission, long reportAgeMillis) {}
