package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.operator.security.WorkerIdentity;
import io.kpool.pool.HostSettings;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.Provision;
import io.kpool.protocol.agent.OperatorFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** An agent side whose pool has hosts that someone else starts. */
final class AttachLab implements AutoCloseable {
    static final WorkerIdentity RUNNER = new WorkerIdentity("acme", "runner", "", "");

    private final AtomicReference<Admission> answer =
            new AtomicReference<>(new Admission.Admitted(RUNNER, Provision.ATTACHED, Evidence.REVIEW));
    private final AgentLab lab =
            new AgentLab(TestAgents.always((token, claim) -> CompletableFuture.completedFuture(answer.get())));

    AgentLab lab() {
        return lab;
    }

    /** What everybody is answered from now on. */
    void answer(Admission admission) {
        answer.set(admission);
    }

    /** Leads with these hosts. */
    void attach(String... hosts) {
        lab.lead();
        declare(hosts);
    }

    /** The pool names these hosts from now on. */
    void declare(String... hosts) {
        List<HostSettings> settings = Stream.of(hosts)
                .map(host -> new HostSettings(host, 8, HostSettings.Admission.OPEN, Provision.ATTACHED))
                .toList();
        PlacementSettings placement =
                new PlacementSettings(PlacementStrategy.LEAST_LOADED, PlacementSettings.WhenFull.WAIT, 10, 1_000);
        lab.agents.masters().declare(AgentLab.POOL, new PoolTerms(new PoolSettings(placement, settings), 2_000, 300));
    }

    /** Who would be alpha; incarnation 0: for the first time. */
    static FakeWorker agent(long incarnation) {
        return new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", incarnation, ""));
    }

    static void awaitDismissal(FakeWorker agent) throws InterruptedException {
        OperatorFrame frame;
        do {
            frame = agent.frame();
        } while (!frame.hasDismissal());
        assertThat(agent.end()).isEqualTo(Status.OK);
    }

    @Override
    public void close() {
        lab.close();
    }
}
