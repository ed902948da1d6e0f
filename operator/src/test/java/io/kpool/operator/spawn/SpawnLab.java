package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test a namespace of its own with an operator for it, and what the test does there. */
final class SpawnLab implements BeforeEachCallback, AfterEachCallback {
    private static final AtomicInteger COUNT = new AtomicInteger();

    KubernetesClient client;
    String namespace;
    Spawns spawns;
    private OperatorUnderTest operator;

    @Override
    public void beforeEach(ExtensionContext context) {
        ApiServer.Running api = ApiServer.running(context);
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
    public void afterEach(ExtensionContext context) {
        operator.close();
    }
}
