package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.crd.HostReasons;
import io.kpool.operator.security.Admission;
import io.kpool.pool.HostState;
import io.kpool.protocol.process.ExitReason;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How agents that someone else started come and go, over the real protocol with TLS. */
class AttachTest {
    private final AttachLab attached = new AttachLab();
    private final AgentLab lab = attached.lab();

    @AfterEach
    void stop() {
        attached.close();
    }

    @Test
    void givesAnIncarnationToWhoHasNone() throws Exception {
        // Given
        attached.attach("alpha");
        // When
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            // Then
            long given = agent.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
            assertThat(given).isBetween(1_700_000_000L, System.currentTimeMillis() / 1_000 + 1);
            assertThat(lab.snapshot().hosts().getFirst().incarnation()).isEqualTo(given);
        }
    }

    @Test
    void knowsItAgainByTheIncarnationThatItGave() throws Exception {
        // Given
        attached.attach("alpha");
        long given;
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            given = agent.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
        }
        lab.await(HostState.SUSPECT);
        // When
        try (FakeWorker again = lab.connected(AttachLab.agent(given))) {
            // Then
            lab.await(HostState.READY);
            assertThat(again.frame().getWelcome().getIncarnation()).isEqualTo(given);
        }
    }

    @Test
    void takesTheNewerOfTwoAgents() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker older = lab.connected(AttachLab.agent(0))) {
            long first = older.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
            // When
            try (FakeWorker newer = lab.connected(AttachLab.agent(0))) {
                // Then
                assertThat(newer.frame().getWelcome().getIncarnation()).isGreaterThan(first);
                AttachLab.awaitDismissal(older);
                lab.await(HostState.READY);
            }
        }
    }

    @Test
    void releasesItWhenItsProcessesHaveEndedAndTakesItBackLater() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            long serial = lab.running(agent);
            // When
            attached.declare();
            lab.await(HostState.DRAINING);
            agent.exit(serial, io.kpool.protocol.agent.Exit.newBuilder().setReason(ExitReason.NORMAL));
            lab.awaitNews(RequestNews.Ended.class);
            lab.agents.requests().acknowledge(AgentLab.POOL, AgentLab.REQUEST);
            // Then
            AttachLab.awaitDismissal(agent);
            assertThat(agent.acknowledged()).contains(serial);
        }
        try (FakeWorker early = lab.connected(AttachLab.agent(0))) {
            assertThat(early.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
        attached.declare("alpha");
        try (FakeWorker back = lab.connected(AttachLab.agent(0))) {
            lab.await(HostState.READY);
            assertThat(back.frame().hasWelcome()).isTrue();
        }
    }

    @Test
    void releasesItWhenItsPoolIsDeleted() throws Exception {
        // Given
        attached.attach("alpha");
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            lab.await(HostState.READY);
            // When
            lab.agents.masters().forget(AgentLab.POOL);
            // Then
            AttachLab.awaitDismissal(agent);
        }
    }

    @Test
    void saysOfAnAbsentHostThatSomeoneWasRefused() throws Exception {
        // Given
        attached.attach("alpha");
        attached.answer(new Admission.Denied(AttachLab.RUNNER, "spec.attachServiceAccounts does not name runner"));
        // When
        try (FakeWorker agent = lab.connected(AttachLab.agent(0))) {
            // Then
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    lab.snapshot().hosts().getFirst().status())
                            .satisfies(status -> assertThat(status.state()).isEqualTo(HostState.ABSENT))
                            .satisfies(status -> assertThat(status.reason()).isEqualTo(HostReasons.TOKEN_REFUSED)));
        }
    }

    @Test
    void saysInWhichPodATokenIsNone() throws Exception {
        // Given
        attached.attach("alpha");
        CompletableFuture<String> refused = new CompletableFuture<>();
        lab.agents.masters().listen(new PoolMasters.HostListener() {
            @Override
            public void hostsChanged(PoolKey pool) {
                // Of no interest.
            }

            @Override
            public void tokenRefused(String podUid, String why) {
                refused.complete(podUid + ": " + why);
            }
        });
        attached.answer(new Admission.Unauthenticated("expired"));
        // When
        try (FakeWorker agent = lab.connected(AgentLab.worker(7))) {
            // Then
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            Awaitility.await().untilAsserted(() -> assertThat(refused).isCompletedWithValue("pod-7: expired"));
        }
    }
}
