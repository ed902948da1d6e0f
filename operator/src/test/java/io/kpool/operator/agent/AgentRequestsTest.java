package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Assignment;
import io.kpool.pool.ExitReason;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.MasterLoss;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How requests become processes of a worker, over the real protocol with TLS. */
class AgentRequestsTest {
    private final AgentLab lab = new AgentLab();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void sendsNothingBeforeItIsDurable() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When
            lab.submit();
            Assignment assignment = lab.assigned();
            // Then
            assertThat(worker.isLeftAlone(200)).isTrue();
            lab.agents.requests().dispatch(AgentLab.POOL, assignment, FirstMoment.ALONE);
            assertThat(worker.spawned().getCommandLine().getArgv(0)).isEqualTo("sleep");
        }
    }

    @Test
    void acknowledgesAnExitWhenItIsRecorded() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            long serial = lab.running(worker);
            worker.exit(serial, Exit.newBuilder().setReason(io.kpool.protocol.process.ExitReason.NORMAL));
            lab.awaitNews(RequestNews.Ended.class);
            // When
            assertThat(worker.acknowledged()).isEmpty();
            lab.agents.requests().acknowledge(AgentLab.POOL, AgentLab.REQUEST);
            // Then
            Awaitility.await().until(() -> worker.acknowledged().contains(serial));
            Awaitility.await()
                    .until(() -> lab.agents.requests().news(AgentLab.REQUEST).isEmpty());
        }
    }

    @Test
    void stopsAProcess() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            long serial = lab.running(worker);
            // When
            lab.agents.requests().stop(AgentLab.POOL, AgentLab.REQUEST, new StopOrder(ExitReason.SHUTDOWN, 5_000));
            // Then
            assertThat(worker.signalled())
                    .returns(serial, signal -> signal.getSerial())
                    .returns(5_000, signal -> signal.getGraceMillis());
        }
    }

    @Test
    void endsWhatRanOnALostWorker() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.running(worker);
            // When
            lab.agents.masters().workerGone(AgentLab.POOL, new WorkerId("alpha", 7), GoneEvidence.CONTAINER_ENDED);
            // Then
            lab.awaitNews(RequestNews.Ended.class);
            assertThat(lab.agents.requests().news(AgentLab.REQUEST).orElseThrow())
                    .isInstanceOfSatisfying(
                            RequestNews.Ended.class,
                            ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
        }
    }

    @Test
    void stopsWhatAWorkerBroughtAndNobodyOwnsAnyMore() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.dialled(AgentLab.worker(7))) {
            worker.send(WorkerFrame.newBuilder()
                    .setHello(worker.hello())
                    .addInventory(InventoryEntry.newBuilder()
                            .setSerial(5)
                            .setRequest(Wire.requestId(AgentLab.REQUEST))
                            .setStartedMillis(77))
                    .setInventoryDone(true));
            worker.load(0);
            lab.await(HostState.READY);
            // When
            lab.agents.requests().abandon(AgentLab.POOL, AgentLab.REQUEST, new StopOrder(ExitReason.SHUTDOWN, 5_000));
            // Then
            assertThat(worker.signalled().getSerial()).isEqualTo(5);
        }
    }

    @Test
    void remembersHowLongALostWorkerMayRunOn() throws Exception {
        // Given
        lab.lead();
        WorkerId lost = new WorkerId("alpha", 7);
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            worker.frame();
            // When
            lab.agents.masters().workerGone(AgentLab.POOL, lost, GoneEvidence.POD_GONE);
            // Then
            assertThat(lab.agents
                            .requests()
                            .fate(AgentLab.POOL, lost)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            WorkerFate.Silent.class,
                            silent -> assertThat(silent.masterLoss()).isEqualTo(MasterLoss.ofSeconds(300)));
        }
    }

    @Test
    void endsARequestThatItHasNothingToDispatchFor() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            lab.submit();
            Assignment assignment = lab.assigned();
            lab.agents.requests().acknowledge(AgentLab.POOL, AgentLab.REQUEST);
            // When
            lab.agents.requests().dispatch(AgentLab.POOL, assignment, FirstMoment.ALONE);
            // Then
            lab.awaitNews(RequestNews.Ended.class);
            assertThat(worker.isLeftAlone(100)).isTrue();
        }
    }
}
