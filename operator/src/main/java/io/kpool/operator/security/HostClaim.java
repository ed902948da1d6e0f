package io.kpool.operator.security;

import java.util.Objects;

/** Who a worker says it is. The namespace is not in it: that comes from its token, never from its message. */
public record HostClaim(String pool, String host, String podUid, long incarnation) {
    public HostClaim {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(podUid, "podUid");
    }
}
