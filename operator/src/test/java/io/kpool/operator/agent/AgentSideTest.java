package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.TestCertificates;
import io.kpool.pool.Assignment;
import io.kpool.pool.ExitReason;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.CommandLine;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that run nothing, over the real protocol with TLS. */
class AgentSideTest {
    private static final PoolKey POOL = new PoolKey("acme", "demo");
    private static final long EPOCH = 1_700_000_000_000L;
    private static final RequestId REQUEST = new SpawnAttempt("5b2c", 1);
    private static final Spawn SLEEP = Spawn.newBuilder()
            .setCommandLine(CommandLine.newBuilder().addArgv("sleep").addArgv("600"))
            .build();

    private final OperatorCertificates certificates = TestCertificates.fresh();
    private final AgentSide agents = TestAgents.believing(certificates);

    @AfterEach
    void stop() {
        agents.stopServing();
    }

    @Test
    void sendsWorkersAwayWhileItDoesNotLead() throws Exception {
        // Given
        agents.listen();
        // When
        try (FakeWorker worker = dialled(worker(7))) {
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void welcomesAWorkerWithItsEpoch() throws Exception {
        // Given
        lead();
        // When
        try (FakeWorker worker = connected(worker(7))) {
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
        lead();
        try (FakeWorker worker = connected(worker(7))) {
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
        agents.startServing(EPOCH);
        try (FakeWorker worker = connected(worker(7))) {
            // When
            declare();
            // Then
            await(HostState.READY);
            assertThat(worker.frame().hasWelcome()).isTrue();
        }
    }

    @Test
    void refusesWhoHasNoToken() throws Exception {
        // Given
        lead();
        // When
        try (FakeWorker worker = connected(new FakeWorker(new FakeWorker.Identity("", "demo", "alpha", 7, "pod")))) {
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void refusesAnotherProtocol() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = dialled(worker(7))) {
            // When
            worker.send(WorkerFrame.newBuilder().setHello(worker.hello().setProtocolVersion(9)));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        }
    }

    @Test
    void refusesWhoDoesNotSayHello() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = dialled(worker(7))) {
            // When
            worker.load(0);
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void endsAStreamThatMakesNoSense() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            await(HostState.READY);
            // When: a command without a serial
            worker.send(WorkerFrame.newBuilder().addStartedCommand(1));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            await(HostState.SUSPECT);
        }
    }

    @Test
    void takesTheNewerOfTwoStreams() throws Exception {
        // Given
        lead();
        try (FakeWorker older = connected(worker(7));
                FakeWorker newer = worker(7)) {
            await(HostState.READY);
            // When
            connected(newer);
            // Then
            assertThat(older.end().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(newer.frame().hasWelcome()).isTrue();
            await(HostState.READY);
        }
    }

    @Test
    void dismissesAnIncarnationThatWasGivenUp() throws Exception {
        // Given
        lead();
        try (FakeWorker former = connected(worker(7));
                FakeWorker next = connected(worker(8))) {
            next.frame();
            agents.masters().workerGone(POOL, new WorkerId("alpha", 7), GoneEvidence.CONTAINER_ENDED);
            former.hangUp();
            // When
            try (FakeWorker returned = connected(worker(7))) {
                // Then
                Awaitility.await().until(() -> returned.frame().hasDismissal());
                assertThat(returned.end()).isEqualTo(Status.OK);
            }
        }
    }

    @Test
    void sendsNothingBeforeItIsDurable() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            await(HostState.READY);
            // When
            submit();
            Assignment assignment = assigned();
            // Then
            assertThat(worker.isLeftAlone(200)).isTrue();
            agents.requests().dispatch(POOL, assignment);
            assertThat(worker.spawned().getCommandLine().getArgv(0)).isEqualTo("sleep");
        }
    }

    @Test
    void acknowledgesAnExitWhenItIsRecorded() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            long serial = running(worker);
            worker.exit(serial, Exit.newBuilder().setReason(io.kpool.protocol.agent.ExitReason.NORMAL));
            awaitNews(RequestNews.Ended.class);
            // When
            assertThat(worker.acknowledged()).isEmpty();
            agents.requests().acknowledge(POOL, REQUEST);
            // Then
            Awaitility.await().until(() -> worker.acknowledged().contains(serial));
            Awaitility.await().until(() -> agents.requests().news(REQUEST).isEmpty());
        }
    }

    @Test
    void stopsAProcess() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            long serial = running(worker);
            // When
            agents.requests().stop(POOL, REQUEST, new StopOrder(ExitReason.SHUTDOWN, 5_000));
            // Then
            assertThat(worker.signalled())
                    .returns(serial, signal -> signal.getSerial())
                    .returns(5_000, signal -> signal.getGraceMillis());
        }
    }

    @Test
    void endsWhatRanOnALostWorker() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            running(worker);
            // When
            agents.masters().workerGone(POOL, new WorkerId("alpha", 7), GoneEvidence.CONTAINER_ENDED);
            // Then
            awaitNews(RequestNews.Ended.class);
            assertThat(agents.requests().news(REQUEST).orElseThrow())
                    .isInstanceOfSatisfying(
                            RequestNews.Ended.class,
                            ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
        }
    }

    @Test
    void dismissesTheWorkersOfAForgottenPool() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            await(HostState.READY);
            // When
            agents.masters().forget(POOL);
            // Then
            assertThat(worker.end()).isEqualTo(Status.OK);
            assertThat(agents.masters().snapshot(POOL)).isEmpty();
        }
    }

    @Test
    void checksARenewedToken() throws Exception {
        // Given
        lead();
        try (FakeWorker worker = connected(worker(7))) {
            await(HostState.READY);
            // When: a token of another namespace
            worker.send(WorkerFrame.newBuilder().setRenewedToken("others"));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    private void lead() {
        agents.startServing(EPOCH);
        declare();
    }

    private void declare() {
        agents.masters().declare(POOL, TestAgents.terms(WhenFull.WAIT, "alpha"));
    }

    private static FakeWorker worker(long incarnation) {
        return new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", incarnation, "pod-" + incarnation));
    }

    private FakeWorker connected(FakeWorker worker) throws Exception {
        return worker.connect(agents.listensOn(), certificates.caBundlePem());
    }

    private FakeWorker dialled(FakeWorker worker) throws Exception {
        return worker.dial(agents.listensOn(), certificates.caBundlePem());
    }

    private void submit() {
        agents.requests()
                .submit(
                        POOL,
                        new PlacementRequest(
                                REQUEST, new PlacementRequest.Anywhere(), PlacementRequest.Patience.UNLIMITED),
                        SLEEP);
    }

    private Assignment assigned() {
        awaitNews(RequestNews.Assigned.class);
        return ((RequestNews.Assigned) agents.requests().news(REQUEST).orElseThrow()).assignment();
    }

    private long running(FakeWorker worker) throws Exception {
        await(HostState.READY);
        submit();
        agents.requests().dispatch(POOL, assigned());
        long serial = worker.start(worker.spawned());
        awaitNews(RequestNews.Running.class);
        return serial;
    }

    private void awaitNews(Class<? extends RequestNews> kind) {
        Awaitility.await()
                .until(() ->
                        agents.requests().news(REQUEST).filter(kind::isInstance).isPresent());
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
