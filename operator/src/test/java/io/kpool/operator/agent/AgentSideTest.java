package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.protocol.agent.OperatorFrame;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that run nothing, over the real protocol with TLS. */
class AgentSideTest {
    private static final PoolKey POOL = new PoolKey("acme", "demo");
    private static final long EPOCH = 1_700_000_000_000L;

    private final OperatorCertificates certificates = TestCertificates.fresh();
    private final AgentSide agents = TestAgents.believing(certificates);

    @BeforeEach
    void lead() {
        agents.startServing(EPOCH);
    }

    @AfterEach
    void stop() {
        agents.stopServing();
    }

    @Test
    void welcomesAWorkerWithItsEpoch() throws Exception {
        // Given
        declare();
        // When
        try (FakeWorker worker = worker(7).connect(agents.listensOn(), certificates.caBundlePem())) {
            OperatorFrame first = worker.frame();
            // Then
            assertThat(first.getEpoch()).isEqualTo(EPOCH);
            assertThat(first.getWelcome().getIncarnation()).isEqualTo(7);
            assertThat(first.getWelcome().getMasterLossSeconds()).isEqualTo(300);
            await(HostState.READY);
        }
    }

    @Test
    void acknowledgesLoads() throws Exception {
        // Given
        declare();
        try (FakeWorker worker = worker(7).connect(agents.listensOn(), certificates.caBundlePem())) {
            // When
            worker.load(0);
            worker.load(0);
            // Then
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 3);
        }
    }

    @Test
    void letsAWorkerWaitForItsPool() throws Exception {
        // Given
        try (FakeWorker worker = worker(7).connect(agents.listensOn(), certificates.caBundlePem())) {
            // When
            declare();
            // Then
            await(HostState.READY);
            assertThat(worker.frame().hasWelcome()).isTrue();
        }
    }

    private void declare() {
        agents.masters().declare(POOL, TestAgents.terms(WhenFull.WAIT, "alpha"));
    }

    private static FakeWorker worker(long incarnation) {
        return new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", incarnation, "pod-" + incarnation));
    }

    private Optional<HostState> state() {
        return agents.masters().snapshot(POOL).stream()
                .flatMap(snapshot -> snapshot.hosts().stream())
                .filter(host -> host.host().equals("alpha"))
                .map(HostView::status)
                .map(status -> status.state())
                .findFirst();
    }

    private void await(HostState wanted) {
        Awaitility.await().until(() -> state().equals(Optional.of(wanted)));
    }
}
