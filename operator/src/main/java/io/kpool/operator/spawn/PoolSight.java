package io.kpool.operator.spawn;

import java.util.Map;
import java.util.Set;

/** What is known of the pool that a Spawn names. */
sealed interface PoolSight {

    /** There is no such NodePool. */
    record Missing() implements PoolSight {}

    /** There is one, whose master has not begun. */
    record Undeclared() implements PoolSight {}

    /**
     * @param hosts that it has
     * @param cordoned those of them that get nothing new
     * @param nodes of those of them whose node is known
     */
    record Known(int masterLossSeconds, Set<String> hosts, Set<String> cordoned, Map<String, String> nodes)
            implements PoolSight {
        public Known {
            hosts = Set.copyOf(hosts);
            cordoned = Set.copyOf(cordoned);
            nodes = Map.copyOf(nodes);
        }
    }

    /** The node of a host; empty: not known. */
    default String nodeOf(String host) {
        return this instanceof Known known ? known.nodes().getOrDefault(host, "") : "";
    }

    /** Whether the pool is known, and that this is no host of it. */
    default boolean lacks(String host) {
        return this instanceof Known known && !known.hosts().contains(host);
    }

    default boolean hasCordoned(String host) {
        return this instanceof Known known && known.cordoned().contains(host);
    }

    default boolean hasCordonedAny() {
        return this instanceof Known known && !known.cordoned().isEmpty();
    }
}
