package io.kpool.examples.erlang;

import io.kpool.client.Kpool;
import io.kpool.client.Node;
import io.kpool.client.Pool;
import io.kpool.client.SpawnedProcess;
import io.kpool.client.StartedPool;
import java.util.List;

/** A pool's whole life: start, get_nodes, get_node, pspawn, stop. */
public final class PoolAsInErlang {
    private static final List<String> HOSTS = List.of("huey", "dewey", "louie");

    private PoolAsInErlang() {}

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment()) {
            // Nodes = pool:start(ducks).
            StartedPool started = Pool.start(kpool, "ducks", HOSTS);
            System.out.println("started " + started.nodes());
            started.failures().forEach(failure -> System.out.println("not started: " + failure));
            Pool pool = started.pool();
            use(pool);
            // stopped = pool:stop().
            pool.stop();
            System.out.println("stopped");
        }
    }

    private static void use(Pool pool) throws InterruptedException {
        // pool:get_nodes().
        List<String> nodes = pool.getNodes().stream().map(Node::host).toList();
        System.out.println("nodes " + nodes);
        // pool:get_node().
        System.out.println("next " + pool.getNode().host());
        // Pid = pool:pspawn(math, max, [3, 5]), and what it would have sent to its parent.
        SpawnedProcess process = pool.pspawn("java.lang.Math", "max", 3, 5);
        System.out.println(process.pid() + " says " + process.awaitResult(Integer.class));
    }
}
