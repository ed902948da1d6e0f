package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolMasters;
import io.kpool.operator.agent.TestAgents;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.leader.EpochStore;
import io.kpool.operator.live.TestCallers;
import io.kpool.operator.news.StoppingClock;
import io.kpool.operator.processgroup.DeclaredGroups;
import io.kpool.operator.processgroup.FakeGroupMasters;
import io.kpool.operator.processgroup.ProcessGroupReconciler;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The part of the operator that Spawns and ProcessGroups need, as it is, for one namespace; pools are declared by the
 * test, and of who is in a group it decides.
 */
final class OperatorUnderTest implements AutoCloseable {
    static final String POOL = "demo";

    private final String namespace;
    private final OperatorCertificates certificates;
    private final AgentSide agents;
    private final Operator operator;
    private final StoppingClock clock = new StoppingClock();
    private final FakeGroupMasters groups = new FakeGroupMasters();

    OperatorUnderTest(KubernetesClient client, String namespace) {
        this.namespace = namespace;
        this.certificates = TestCertificates.in(client, namespace);
        this.agents = TestAgents.believing(certificates);
        TestCallers.serve(agents, certificates);
        this.operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(5)));
        DeclaredGroups declared = new DeclaredGroups(groups);
        operator.register(
                new SpawnReconciler(agents.requests(), declared, clock, new SimpleMeterRegistry()),
                settings -> settings.settingNamespace(namespace));
        operator.register(
                new ProcessGroupReconciler(
                        groups, declared, new ResourceEvents(client, "operator-1"), InstantSource.system()),
                settings -> settings.settingNamespace(namespace));
        agents.startServing(new EpochStore(client, namespace, InstantSource.system()).claim());
        operator.start();
    }

    PoolMasters masters() {
        return agents.masters();
    }

    OperatorUnderTest declare(WhenFull whenFull, String... hosts) {
        agents.masters().declare(key(), TestAgents.terms(whenFull, hosts));
        return this;
    }

    void forget() {
        agents.masters().forget(key());
    }

    boolean isReady(String host, long incarnation) {
        return agents.masters().snapshot(key()).stream()
                .flatMap(snapshot -> snapshot.hosts().stream())
                .anyMatch(view -> view.host().equals(host)
                        && view.incarnation() == incarnation
                        && view.status().state().isPlaceable());
    }

    PoolKey key() {
        return new PoolKey(namespace, POOL);
    }

    /** A worker on a host of the pool, which has joined. */
    FakeWorker worker(String host, long incarnation) throws Exception {
        return join(new FakeWorker(new FakeWorker.Identity(namespace, POOL, host, incarnation, "uid-" + host)));
    }

    FakeWorker join(FakeWorker worker) throws Exception {
        return worker.connect(agents.listensOn(), certificates.caBundlePem());
    }

    /** Its reconcilers end in the middle of a look at what that leads to. */
    void stopDuring(Runnable provocation) {
        clock.stop(operator, provocation);
    }

    @Override
    public void close() {
        agents.stopServing();
        operator.stop();
    }
}
