package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.crd.HostReasons;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.WorkerIdentity;
import io.kpool.pool.HostSettings;
import io.kpool.pool.HostState;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.Provision;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.process.ExitReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How agents that someone else started come and go, over the real protocol with TLS. */
class AttachTest {
    private static final WorkerIdentity RUNNER = new WorkerIdentity("acme", "runner", "", "");

    private final AtomicReference<Admission> answer =
            new AtomicReference<>(new Admission.Admitted(RUNNER, Provision.ATTACHED));
    private final AgentLab lab = new AgentLab((token, claim) -> CompletableFuture.completedFuture(answer.get()));

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void givesAnIncarnationToWhoHasNone() throws Exception {
        // Given
        attach("alpha");
        // When
        try (FakeWorker agent = lab.connected(agent(0))) {
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
        attach("alpha");
        long given;
        try (FakeWorker agent = lab.connected(agent(0))) {
            given = agent.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
        }
        lab.await(HostState.SUSPECT);
        // When
        try (FakeWorker again = lab.connected(agent(given))) {
            // Then
            lab.await(HostState.READY);
            assertThat(again.frame().getWelcome().getIncarnation()).isEqualTo(given);
        }
    }

    @Test
    void takesTheNewerOfTwoAgents() throws Exception {
        // Given
        attach("alpha");
        try (FakeWorker older = lab.connected(agent(0))) {
            long first = older.frame().getWelcome().getIncarnation();
            lab.await(HostState.READY);
            // When
            try (FakeWorker newer = lab.connected(agent(0))) {
                // Then
                assertThat(newer.frame().getWelcome().getIncarnation()).isGreaterThan(first);
                awaitDismissal(older);
                lab.await(HostState.READY);
            }
        }
    }

    @Test
    void releasesItWhenItsProcessesHaveEndedAndTakesItBackLater() throws Exception {
        // Given
        attach("alpha");
        try (FakeWorker agent = lab.connected(agent(0))) {
            long serial = lab.running(agent);
            // When
            declare();
            lab.await(HostState.DRAINING);
            agent.exit(serial, io.kpool.protocol.agent.Exit.newBuilder().setReason(ExitReason.NORMAL));
            lab.awaitNews(RequestNews.Ended.class);
            lab.agents.requests().acknowledge(AgentLab.POOL, AgentLab.REQUEST);
            // Then
            awaitDismissal(agent);
            assertThat(agent.acknowledged()).contains(serial);
        }
        try (FakeWorker early = lab.connected(agent(0))) {
            assertThat(early.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
        declare("alpha");
        try (FakeWorker back = lab.connected(agent(0))) {
            lab.await(HostState.READY);
            assertThat(back.frame().hasWelcome()).isTrue();
        }
    }

    @Test
    void releasesItWhenItsPoolIsDeleted() throws Exception {
        // Given
        attach("alpha");
        try (FakeWorker agent = lab.connected(agent(0))) {
            lab.await(HostState.READY);
            // When
            lab.agents.masters().forget(AgentLab.POOL);
            // Then
            awaitDismissal(agent);
        }
    }

    @Test
    void saysOfAnAbsentHostThatSomeoneWasRefused() throws Exception {
        // Given
        attach("alpha");
        answer.set(new Admission.Denied(RUNNER, "spec.attachServiceAccounts does not name runner"));
        // When
        try (FakeWorker agent = lab.connected(agent(0))) {
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
        attach("alpha");
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
        answer.set(new Admission.Unauthenticated("expired"));
        // When
        try (FakeWorker agent = lab.connected(AgentLab.worker(7))) {
            // Then
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            Awaitility.await().untilAsserted(() -> assertThat(refused).isCompletedWithValue("pod-7: expired"));
        }
    }

    private void attach(String... hosts) {
        lab.lead();
        declare(hosts);
    }

    private void declare(String... hosts) {
        List<HostSettings> settings = Stream.of(hosts)
                .map(host -> new HostSettings(host, 8, HostSettings.Admission.OPEN, Provision.ATTACHED))
                .toList();
        PlacementSettings placement =
                new PlacementSettings(PlacementStrategy.LEAST_LOADED, PlacementSettings.WhenFull.WAIT, 10, 1_000);
        lab.agents.masters().declare(AgentLab.POOL, new PoolTerms(new PoolSettings(placement, settings), 2_000, 300));
    }

    private static FakeWorker agent(long incarnation) {
        return new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", incarnation, ""));
    }

    private static void awaitDismissal(FakeWorker agent) throws InterruptedException {
        OperatorFrame frame;
        do {
            frame = agent.frame();
        } while (!frame.hasDismissal());
        assertThat(agent.end()).isEqualTo(Status.OK);
    }
}
