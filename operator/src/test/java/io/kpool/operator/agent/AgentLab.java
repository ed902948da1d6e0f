package io.kpool.operator.agent;

import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.kpool.operator.security.WorkerAdmission;
import io.kpool.pool.Assignment;
import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.CommandLine;
import java.util.Optional;
import org.awaitility.Awaitility;

/** An agent side that leads with one pool of the host alpha, and workers that run nothing. */
final class AgentLab implements AutoCloseable {
    static final PoolKey POOL = new PoolKey("acme", "demo");
    static final long EPOCH = 1_700_000_000_000L;
    static final RequestId REQUEST = new SpawnAttempt("5b2c", 1);
    private static final Spawn SLEEP = Spawn.newBuilder()
            .setCommandLine(CommandLine.newBuilder().addArgv("sleep").addArgv("600"))
            .build();

    private final OperatorCertificates certificates = TestCertificates.fresh();
    final AgentSide agents;

    AgentLab() {
        this(TestAgents.always(TestAgents::believe));
    }

    AgentLab(WorkerAdmission admission) {
        agents = TestAgents.asking(certificates, admission);
    }

    @Override
    public void close() {
        agents.stopServing();
    }

    void lead() {
        agents.startServing(EPOCH);
        declare();
    }

    void declare() {
        agents.masters().declare(POOL, TestAgents.terms(WhenFull.WAIT, "alpha"));
    }

    static FakeWorker worker(long incarnation) {
        return new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", incarnation, "pod-" + incarnation));
    }

    FakeWorker connected(FakeWorker worker) throws Exception {
        return worker.connect(agents.listensOn(), certificates.caBundlePem());
    }

    FakeWorker dialled(FakeWorker worker) throws Exception {
        return worker.dial(agents.listensOn(), certificates.caBundlePem());
    }

    void submit() {
        agents.requests()
                .submit(
                        POOL,
                        new PlacementRequest(
                                REQUEST, new PlacementRequest.Anywhere(), PlacementRequest.Patience.UNLIMITED),
                        SLEEP);
    }

    Assignment assigned() {
        awaitNews(RequestNews.Assigned.class);
        return ((RequestNews.Assigned) agents.requests().news(REQUEST).orElseThrow()).assignment();
    }

    long running(FakeWorker worker) throws Exception {
        await(HostState.READY);
        submit();
        agents.requests().dispatch(POOL, assigned(), FirstMoment.ALONE);
        long serial = worker.start(worker.spawned());
        awaitNews(RequestNews.Running.class);
        return serial;
    }

    void awaitNews(Class<? extends RequestNews> kind) {
        Awaitility.await()
                .until(() ->
                        agents.requests().news(REQUEST).filter(kind::isInstance).isPresent());
    }

    Optional<HostState> state() {
        return agents.masters().snapshot(POOL).stream()
                .flatMap(snapshot -> snapshot.hosts().stream())
                .filter(host -> host.host().equals("alpha"))
                .map(HostView::status)
                .map(status -> status.state())
                .findFirst();
    }

    PoolSnapshot snapshot() {
        return agents.masters().snapshot(POOL).orElseThrow();
    }

    void await(HostState wanted) {
        Awaitility.await().until(() -> state().equals(Optional.of(wanted)));
    }
}
