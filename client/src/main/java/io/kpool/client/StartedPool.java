package io.kpool.client;

import java.util.List;

/**
 * What became of a pool's start. As in Erlang, some hosts being up is success; why the others are not is here.
 *
 * @param nodes the hosts that are ready, in the order given
 * @param failures the hosts that are not; the operator goes on trying
 */
public record StartedPool(Pool pool, List<String> nodes, List<FailedHost> failures) {
    public StartedPool {
        nodes = List.copyOf(nodes);
        failures = List.copyOf(failures);
    }
}
