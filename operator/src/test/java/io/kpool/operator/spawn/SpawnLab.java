package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.ApiServer;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A namespace of its own with an operator for it, and what a test does there. */
final class SpawnLab implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    final KubernetesClient client;
    final String namespace;
    final Spawns spawns;
    private OperatorUnderTest operator;

    SpawnLab(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("spawns-" + COUNT.incrementAndGet());
        spawns = new Spawns(client, namespace);
        operator = new OperatorUnderTest(client, namespace);
    }

    OperatorUnderTest operator() {
        return operator;
    }

    /** The pool demo of alpha and beta, with a worker that is ready on alpha. */
    FakeWorker readyPool() throws Exception {
        spawns.pool();
        operator.declare(WhenFull.WAIT, "alpha", "beta");
        return readyWorker("alpha", 7);
    }

    FakeWorker readyWorker(String host, long incarnation) throws Exception {
        FakeWorker worker = operator.worker(host, incarnation);
        Awaitility.await().until(() -> operator.isReady(host, incarnation));
        return worker;
    }

    /** The operator ends, something happens, and another one comes. */
    void restart(Runnable meanwhile) {
        operator.close();
        meanwhile.run();
        operator = new OperatorUnderTest(client, namespace).declare(WhenFull.WAIT, "alpha", "beta");
    }

    @Override
    public void close() {
        operator.close();
    }
}
