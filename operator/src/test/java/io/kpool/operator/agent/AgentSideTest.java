package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.Silence;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How workers come and go, over the real protocol with TLS. */
class AgentSideTest {
    private final AgentLab lab = new AgentLab();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void sendsWorkersAwayWhileItDoesNotLead() throws Exception {
        // Given
        lab.agents.listen();
        // When
        try (FakeWorker worker = lab.dialled(AgentLab.worker(7))) {
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void welcomesAWorkerWithItsEpoch() throws Exception {
        // Given
        lab.lead();
        // When
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            OperatorFrame first = worker.frame();
            // Then
            assertThat(first.getEpoch()).isEqualTo(AgentLab.EPOCH);
            assertThat(first.getWelcome().getIncarnation()).isEqualTo(7);
            assertThat(first.getWelcome().getMasterLossSeconds()).isEqualTo(300);
            lab.await(HostState.READY);
        }
    }

    @Test
    void acknowledgesLoads() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            worker.load(0);
            worker.load(0);
            // Then
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 3);
        }
    }

    @Test
    void publishesWhatChangedAndNothingElse() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When: a load, and then a few ticks of nothing
            worker.send(WorkerFrame.newBuilder()
                    .setLoad(Load.newBuilder().setSequence(2).setRunQueueMilli(5_000)));
            Awaitility.await().until(() -> lab.snapshot().load().average() == 5_000);
            PoolSnapshot published = lab.snapshot();
            // Then
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> lab.snapshot() == published);
        }
    }

    @Test
    void tellsOfManyHostsAtATime() {
        // Given
        String[] names = IntStream.range(0, 500).mapToObj(i -> "host-" + i).toArray(String[]::new);
        AtomicInteger told = new AtomicInteger();
        AtomicReference<List<HostView>> last = new AtomicReference<>(List.of());
        lab.agents.masters().listen(new PoolMasters.HostListener() {
            @Override
            public void hostsChanged(PoolKey pool) {
                last.set(lab.snapshot().hosts());
                told.incrementAndGet();
            }

            @Override
            public void tokenRefused(String podUid, String why) {}
        });
        lab.agents.startServing(AgentLab.EPOCH);
        lab.agents.masters().declare(AgentLab.POOL, TestAgents.terms(WhenFull.WAIT, names));
        // When
        for (String name : names) {
            WorkerId worker = new WorkerId(name, 7);
            lab.agents.masters().workerExpected(AgentLab.POOL, worker);
            // One turn of the loop for each, or they would be one notice anyway.
            lab.agents
                    .requests()
                    .fate(AgentLab.POOL, worker)
                    .toCompletableFuture()
                    .join();
        }
        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(last.get())
                        .hasSameSizeAs(names)
                        .allMatch(host -> host.status().state() == HostState.SUSPECT));
        assertThat(told).hasValueLessThan(20);
    }

    @Test
    void letsAWorkerWaitForItsPool() throws Exception {
        // Given
        lab.agents.startServing(AgentLab.EPOCH);
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            lab.declare();
            // Then
            lab.await(HostState.READY);
            assertThat(worker.frame().hasWelcome()).isTrue();
        }
    }

    @Test
    void refusesWhoHasNoToken() throws Exception {
        // Given
        lab.lead();
        // When
        try (FakeWorker worker =
                lab.connected(new FakeWorker(new FakeWorker.Identity("", "demo", "alpha", 7, "pod")))) {
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void refusesAnotherProtocol() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.dialled(AgentLab.worker(7))) {
            // When
            worker.send(WorkerFrame.newBuilder().setHello(worker.hello().setProtocolVersion(9)));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        }
    }

    @Test
    void refusesWhoDoesNotSayHello() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.dialled(AgentLab.worker(7))) {
            // When
            worker.load(0);
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void endsAStreamThatMakesNoSense() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When: a command without a serial
            worker.send(WorkerFrame.newBuilder().addStartedCommand(1));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            lab.await(HostState.SUSPECT);
        }
    }

    @Test
    void endsAStreamWhoseFirstFrameMakesNoSense() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.dialled(AgentLab.worker(7))) {
            // When: a command without a serial
            worker.send(WorkerFrame.newBuilder().setHello(worker.hello()).addStartedCommand(1));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            lab.await(HostState.SUSPECT);
        }
    }

    @Test
    void takesTheNewerOfTwoStreams() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker older = lab.connected(AgentLab.worker(7));
                FakeWorker newer = AgentLab.worker(7)) {
            lab.await(HostState.READY);
            // When
            lab.connected(newer);
            // Then
            assertThat(older.end().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(newer.frame().hasWelcome()).isTrue();
            lab.await(HostState.READY);
        }
    }

    @Test
    void dismissesAnIncarnationThatWasGivenUp() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker former = lab.connected(AgentLab.worker(7));
                FakeWorker next = lab.connected(AgentLab.worker(8))) {
            next.frame();
            lab.agents.masters().workerGone(AgentLab.POOL, new WorkerId("alpha", 7), GoneEvidence.CONTAINER_ENDED);
            former.hangUp();
            // When
            try (FakeWorker returned = lab.connected(AgentLab.worker(7))) {
                // Then
                Awaitility.await().until(() -> returned.frame().hasDismissal());
                assertThat(returned.end()).isEqualTo(Status.OK);
            }
        }
    }

    @Test
    void dismissesTheWorkersOfAForgottenPool() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When
            lab.agents.masters().forget(AgentLab.POOL);
            // Then
            assertThat(worker.end()).isEqualTo(Status.OK);
            assertThat(lab.agents.masters().snapshot(AgentLab.POOL)).isEmpty();
        }
    }

    @Test
    void checksARenewedToken() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When: a token of another namespace
            worker.send(WorkerFrame.newBuilder().setRenewedToken("others"));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            // Sooner than its silence would tell.
            Awaitility.await()
                    .atMost(Duration.ofMillis(Silence.SUSPECT_AFTER_MILLIS / 2))
                    .until(() -> lab.state().equals(Optional.of(HostState.SUSPECT)));
        }
    }
}
