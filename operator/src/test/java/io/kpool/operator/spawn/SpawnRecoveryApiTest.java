package io.kpool.operator.spawn;

import static io.kpool.crd.SpawnConditions.PLACED;
import static io.kpool.crd.SpawnConditions.STARTED;
import static io.kpool.crd.SpawnConditions.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.RestartPolicy;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.process.ExitReason;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnRecoveryApiTest {
    @RegisterExtension
    private final SpawnLab lab = new SpawnLab();

    @Test
    void carriesOnAfterARestartOfTheOperator() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            long serial = run(worker, "survivor");
            long second = run(worker, "ended-meanwhile");
            long third = run(worker, "deleted-meanwhile");
            // When
            lab.restart(() -> {
                worker.exit(second, Exit.newBuilder().setReason(ExitReason.NORMAL));
                lab.spawns.get("deleted-meanwhile").delete();
                worker.hangUp();
            });
            lab.operator().join(worker);
            // Then
            lab.spawns.await("ended-meanwhile", SUCCEEDED, SpawnReasons.COMPLETED);
            assertThat(worker.signalled().getSerial()).isEqualTo(third);
            assertThat(worker.isLeftAlone(500)).isTrue();
            assertThat(lab.spawns.get("survivor").get().lastStatus().pid()).isEqualTo("demo/alpha.7." + serial);
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
            lab.spawns.await("survivor", SUCCEEDED, SpawnReasons.COMPLETED);
        }
    }

    @Test
    void anOperatorThatEndsTakesNoPoolForGone() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            run(worker, "survivor");
            // When
            lab.operator().stopDuring(() -> lab.spawns.label("survivor", "1"));
            // Then
            assertThat(lab.spawns.get("survivor").get().lastStatus().finished()).isFalse();
        }
    }

    @Test
    void sendsWhatTheWorkerNeverGotToThatWorkerOnly() throws Exception {
        // Given: dispatched, and the worker fell silent before it answered
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("unanswered");
            worker.spawned();
            lab.spawns.await("unanswered", PLACED, SpawnReasons.ASSIGNED);
            // When: another leader, and the worker knows nothing of it
            lab.restart(worker::hangUp);
            try (FakeWorker beta = lab.readyWorker("beta", 7)) {
                lab.operator().join(worker);
                io.kpool.protocol.agent.Spawn again = worker.spawned();
                worker.start(again);
                // Then
                lab.spawns.await("unanswered", STARTED, SpawnReasons.RUNNING);
                assertThat(again.getRequest().getSpawn().getAttempt()).isEqualTo(1);
                assertThat(beta.isLeftAlone(100)).isTrue();
            }
        }
    }

    @Test
    void endsWhatRanOnALostWorker() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            run(worker, "lost");
            // When
            lab.operator().masters().workerGone(lab.operator().key(), new WorkerId("alpha", 7), GoneEvidence.POD_GONE);
            // Then
            Spawn ended = lab.spawns.await("lost", SUCCEEDED, SpawnReasons.NO_CONNECTION);
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("noconnection");
        }
    }

    @Test
    void doesNotRunTwiceWhatMayStillRun() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool();
                FakeWorker beta = lab.readyWorker("beta", 7)) {
            lab.spawns.create(
                    "careful",
                    spec -> spec.hostName("")
                            .restartPolicy(RestartPolicy.OnFailure)
                            .backoffSeconds(0));
            FakeWorker lost = worker.isLeftAlone(1_000) ? beta : worker;
            FakeWorker other = lost == worker ? beta : worker;
            lab.spawns.await("careful", PLACED, SpawnReasons.ASSIGNED);
            WorkerId gone = new WorkerId(lost == worker ? "alpha" : "beta", 7);
            // When
            lab.operator().masters().workerGone(lab.operator().key(), gone, GoneEvidence.POD_GONE);
            lab.spawns.await("careful", PLACED, SpawnReasons.LAST_ATTEMPT_UNCERTAIN);
            boolean alone = other.isLeftAlone(500);
            lab.operator().masters().workerGone(lab.operator().key(), gone, GoneEvidence.CONTAINER_ENDED);
            // Then
            assertThat(alone).isTrue();
            assertThat(other.spawned().getRequest().getSpawn().getAttempt()).isEqualTo(2);
        }
    }

    // What could go wrong depends on the moment.
    @RepeatedTest(8)
    void replacesASpawnOfTheSameName() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            long former = run(worker, "same");
            // When
            lab.spawns.get("same").delete();
            lab.spawns.create("same");
            // Then
            io.kpool.protocol.agent.Spawn next = worker.spawned();
            assertThat(worker.signalled().getSerial()).isEqualTo(former);
            worker.start(next);
            lab.spawns.await("same", STARTED, SpawnReasons.RUNNING);
        }
    }

    @Test
    void triesAgainAsOftenAsItMay() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create(
                    "again",
                    spec -> spec.restartPolicy(RestartPolicy.OnFailure)
                            .maxAttempts(2)
                            .backoffSeconds(1));
            // When
            worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
            Spawn between = lab.spawns.await("again", PLACED, SpawnReasons.BACK_OFF);
            io.kpool.protocol.agent.Spawn second = worker.spawned();
            worker.startAndExit(second, ExitReason.EXCEPTION);
            // Then
            Spawn ended = lab.spawns.await("again", SUCCEEDED, SpawnReasons.EXCEPTION);
            assertThat(Spawns.conditionOf(between, SUCCEEDED).getStatus()).isEqualTo("Unknown");
            assertThat(second.getRequest().getSpawn().getAttempt()).isEqualTo(2);
            assertThat(ended.lastStatus().attempts()).isEqualTo(2);
        }
    }

    @Test
    void placesElsewhereWhatAWorkerRefused() throws Exception {
        // Given
        try (FakeWorker alpha = lab.readyPool();
                FakeWorker beta = lab.readyWorker("beta", 7)) {
            lab.spawns.create("refused", spec -> spec.hostName("alpha"));
            // When
            alpha.refuse(alpha.spawned(), RefusalReason.NO_SLOT);
            alpha.load(1);
            // Then
            io.kpool.protocol.agent.Spawn repeated = alpha.spawned();
            assertThat(repeated.getRequest().getSpawn().getAttempt()).isEqualTo(1);
            assertThat(beta.isLeftAlone(100)).isTrue();
        }
    }

    @Test
    void decidesAgainAfterAConflict() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            // When: somebody keeps changing it while it is placed and started
            lab.spawns.create("contested");
            for (int i = 0; i < 20; i++) {
                lab.spawns.label("contested", Integer.toString(i));
            }
            worker.start(worker.spawned());
            // Then
            lab.spawns.await("contested", STARTED, SpawnReasons.RUNNING);
            assertThat(worker.isLeftAlone(300)).isTrue();
        }
    }

    @Test
    void endsWhatRanInADeletedPool() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("orphaned");
            worker.start(worker.spawned());
            lab.spawns.await("orphaned", STARTED, SpawnReasons.RUNNING);
            // When
            lab.spawns.dropPool();
            lab.operator().forget();
            // Then
            Spawn ended = lab.spawns.await("orphaned", SUCCEEDED, SpawnReasons.SHUTDOWN);
            assertThat(ended.lastStatus().finished()).isTrue();
        }
    }

    private long run(FakeWorker worker, String name) throws Exception {
        lab.spawns.create(name);
        long serial = worker.start(worker.spawned());
        lab.spawns.await(name, STARTED, SpawnReasons.RUNNING);
        return serial;
    }
}
