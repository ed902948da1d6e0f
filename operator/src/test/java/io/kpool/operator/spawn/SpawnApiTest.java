package io.kpool.operator.spawn;

import static io.kpool.crd.SpawnConditions.PLACED;
import static io.kpool.crd.SpawnConditions.STARTED;
import static io.kpool.crd.SpawnConditions.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.KeyKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnApiTest {
    @RegisterExtension
    private final SpawnLab lab = new SpawnLab();

    @Test
    void tellsTheWholeLifeInThreeWrites() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool();
                StatusWrites writes = new StatusWrites(lab.client, lab.namespace)) {
            // When
            lab.spawns.create("life");
            long serial = worker.start(worker.spawned());
            Spawn started = lab.spawns.await("life", STARTED, SpawnReasons.RUNNING);
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(text("5")));
            Spawn ended = lab.spawns.await("life", SUCCEEDED, SpawnReasons.COMPLETED);
            // Then
            assertThat(started.lastStatus().pid()).isEqualTo("demo/alpha.7.1");
            assertThat(Spawns.conditionOf(started, SUCCEEDED).getStatus()).isEqualTo("Unknown");
            assertThat(ended.lastStatus().result()).isEqualTo("5");
            assertThat(Spawns.conditionOf(ended, SUCCEEDED).getStatus()).isEqualTo("True");
            assertThat(ended.lastStatus().observedGeneration()).isEqualTo(1);
            Awaitility.await().until(() -> worker.acknowledged().equals(List.of(serial)));
            assertThat(writes.until(ended)).isEqualTo(3);
        }
    }

    @Test
    void tellsAQuickEndInTwoWrites() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool();
                StatusWrites writes = new StatusWrites(lab.client, lab.namespace)) {
            // When
            lab.spawns.create("quick");
            worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
            Spawn ended = lab.spawns.await("quick", SUCCEEDED, SpawnReasons.EXCEPTION);
            // Then
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("exception");
            assertThat(Spawns.conditionOf(ended, STARTED).getStatus()).isEqualTo("True");
            assertThat(writes.until(ended)).isEqualTo(2);
        }
    }

    @Test
    void waitsForItsPool() throws Exception {
        // Given
        lab.spawns.create("early");
        Spawn waiting = lab.spawns.await("early", PLACED, SpawnReasons.POOL_NOT_FOUND);
        // When
        try (FakeWorker worker = lab.readyPool()) {
            worker.start(worker.spawned());
            // Then
            assertThat(waiting.lastStatus().attempts()).isZero();
            lab.spawns.await("early", STARTED, SpawnReasons.RUNNING);
        }
    }

    @Test
    void waitsForItsGroup() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            // When
            lab.spawns.create("grouped", spec -> spec.groups(List.of("imaging")));
            // Then
            Spawn waiting = lab.spawns.await("grouped", PLACED, SpawnReasons.GROUP_NOT_FOUND);
            assertThat(Spawns.conditionOf(waiting, PLACED).getMessage()).contains("imaging");
            assertThat(worker.isLeftAlone(200)).isTrue();
            // When
            String uid = lab.spawns.group("imaging").getMetadata().getUid();
            // Then
            assertThat(worker.spawned().getMembershipList()).singleElement().satisfies(membership -> {
                assertThat(membership.getKey().getKind()).isEqualTo(KeyKind.GROUP);
                assertThat(membership.getKey().getText()).isEqualTo("imaging");
                assertThat(membership.getGroupUid()).isEqualTo(uid);
                assertThat(membership.getCount()).isEqualTo(1);
            });
        }
    }

    @Test
    void bearsItsNamesFromItsFirstMomentOn() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            // When
            lab.spawns.create("named", spec -> spec.registerAs(List.of("thumbs")));
            // Then
            assertThat(worker.spawned().getMembershipList()).singleElement().satisfies(membership -> {
                assertThat(membership.getKey().getKind()).isEqualTo(KeyKind.NAME);
                assertThat(membership.getKey().getText()).isEqualTo("thumbs");
                assertThat(membership.getCount()).isEqualTo(1);
            });
        }
    }

    @Test
    void failsAtOnceWhereThePoolSaysSo() {
        // Given
        lab.spawns.pool();
        lab.operator().declare(WhenFull.FAIL, "alpha");
        // When
        lab.spawns.create("hopeless");
        // Then
        Spawn refused = lab.spawns.await("hopeless", SUCCEEDED, SpawnReasons.NO_NODE);
        assertThat(refused.lastStatus().finished()).isTrue();
    }

    @Test
    void namesTheHostThatThePoolLacks() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            // When
            lab.spawns.create("picky", spec -> spec.hostName("gamma"));
            // Then
            Spawn waiting = lab.spawns.await("picky", PLACED, SpawnReasons.HOST_NOT_FOUND);
            assertThat(Spawns.conditionOf(waiting, PLACED).getMessage()).contains("gamma");
            assertThat(worker.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void endsTheProcessOfADeletedSpawn() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("doomed");
            long serial = worker.start(worker.spawned());
            lab.spawns.await("doomed", STARTED, SpawnReasons.RUNNING);
            // When
            lab.spawns.get("doomed").delete();
            // Then
            Signal signal = worker.signalled();
            assertThat(signal.getSerial()).isEqualTo(serial);
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.SHUTDOWN));
            Awaitility.await().until(() -> worker.acknowledged().equals(List.of(serial)));
        }
    }

    @Test
    void stopsWhatIsToStop() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("stopped");
            long serial = worker.start(worker.spawned());
            lab.spawns.await("stopped", STARTED, SpawnReasons.RUNNING);
            // When
            lab.spawns.stop("stopped");
            worker.signalled();
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.SHUTDOWN));
            // Then
            Spawn ended = lab.spawns.await("stopped", SUCCEEDED, SpawnReasons.STOPPED);
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("shutdown");
        }
    }

    @Test
    void stopsWhatHasNoPlaceYet() {
        // Given
        lab.spawns.create("never");
        lab.spawns.await("never", PLACED, SpawnReasons.POOL_NOT_FOUND);
        // When
        lab.spawns.stop("never");
        // Then
        Spawn ended = lab.spawns.await("never", SUCCEEDED, SpawnReasons.STOPPED);
        assertThat(ended.lastStatus().finished()).isTrue();
        assertThat(ended.lastStatus().attempts()).isZero();
    }

    @Test
    void deletesAFinishedSpawnWhenItsTimeIsOver() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("brief", spec -> spec.ttlSecondsAfterFinished(1));
            // When
            worker.startAndExit(worker.spawned(), ExitReason.NORMAL);
            // Then
            lab.spawns.get("brief").waitUntilCondition(gone -> gone == null, 10, TimeUnit.SECONDS);
            assertThat(lab.spawns.get("brief").get()).isNull();
        }
    }

    private static ByteString text(String json) {
        return ByteString.copyFromUtf8(json);
    }
}
