package io.kpool.operator.security;

import java.util.Objects;

/**
 * Who a worker says it is. The namespace is not in it: that comes from its token, never from its message.
 *
 * @param podUid of its pod; empty: it has none
 * @param incarnation 0: someone else started it, and it has yet to be given one
 */
public record HostClaim(String pool, String host, String podUid, long incarnation) {
    public HostClaim {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(podUid, "podUid");
    }
}
