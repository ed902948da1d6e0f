package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.WorkerId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The entries of the conformance list that show on the wire between workers and operator, by their numbers there. */
class ConformanceAgentTest {
    private final AttachLab attached = new AttachLab();
    private final AgentLab lab = attached.lab();

    @AfterEach
    void stop() {
        attached.close();
    }

    @Test
    @DisplayName("P5 attach twice: the newer stream is the host, the former ends")
    void p5_theNewerOfTwoAgentsIsTheHost() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker older = lab.connected(AttachLab.agent(0))) {
            lab.await(HostState.READY);
            // When
            try (FakeWorker newer = lab.connected(AttachLab.agent(0))) {
                // Then
                AttachLab.awaitDismissal(older);
                assertThat(newer.frame().hasWelcome()).isTrue();
                assertThat(lab.snapshot().hosts()).hasSize(1);
            }
        }
    }

    @Test
    @DisplayName("P7 what a removed worker still says neither brings it back nor harms the pool")
    void p7_aLateReportChangesNothing() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            long incarnation = agent.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
            // When
            lab.agents.masters().workerGone(AgentLab.POOL, new WorkerId("alpha", incarnation), GoneEvidence.POD_GONE);
            agent.load(0);
            // Then
            AttachLab.awaitDismissal(agent);
            lab.await(HostState.ABSENT);
        }
    }

    @Test
    @DisplayName("P8 stop ends every worker, attached ones too")
    void p8_stopEndsEveryWorker() throws Exception {
        // Given
        attached.attach("alpha", "beta");
        try (FakeWorker alpha = lab.connected(AttachLab.agent(0));
                FakeWorker beta =
                        lab.connected(new FakeWorker(new FakeWorker.Identity("acme", "demo", "beta", 0, "")))) {
            Awaitility.await()
                    .until(() -> lab.snapshot().hosts().stream()
                            .allMatch(host -> host.status().state() == HostState.READY));
            // When
            lab.agents.masters().forget(AgentLab.POOL);
            // Then
            AttachLab.awaitDismissal(alpha);
            AttachLab.awaitDismissal(beta);
            assertThat(lab.agents.masters().snapshot(AgentLab.POOL)).isEmpty();
        }
    }

    @Test
    @DisplayName("D2 the list outlives its hosts: one that goes gets nothing, and is there again when it comes")
    void d2_theListOutlivesItsHosts() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker _ = lab.connected(AttachLab.agent(0))) {
            lab.await(HostState.READY);
        }
        // When
        lab.await(HostState.SUSPECT);
        try (FakeWorker again = lab.connected(AttachLab.agent(0))) {
            // Then: it is another life of the host, at once
            lab.await(HostState.READY);
            assertThat(again.frame().hasWelcome()).isTrue();
        }
    }

    @Test
    @DisplayName("D3 connect is accepted before anybody is there; after disconnect nobody comes back")
    void d3_acceptedFirstConnectedLaterGoneForGood() throws Exception {
        // Given
        attached.attach();
        // When
        attached.declare("alpha");
        lab.await(HostState.ABSENT);
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            lab.await(HostState.READY);
            attached.declare();
            // Then
            AttachLab.awaitDismissal(agent);
        }
        try (FakeWorker again = lab.connected(AttachLab.agent(0))) {
            assertThat(again.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }
}
