package io.kpool.operator.spawn;

import static io.kpool.crd.SpawnConditions.PLACED;
import static io.kpool.crd.SpawnConditions.STARTED;
import static io.kpool.crd.SpawnConditions.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.DesiredState;
import io.kpool.crd.RestartPolicy;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnReasons;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.operator.ApiServer;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.ExitReason;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.Signal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class SpawnApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private String namespace;
    private Spawns spawns;
    private OperatorUnderTest operator;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("spawns-" + COUNT.incrementAndGet());
        spawns = new Spawns(client, namespace);
        operator = new OperatorUnderTest(client, namespace);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void tellsTheWholeLifeInThreeWrites() throws Exception {
        // Given
        try (FakeWorker worker = readyPool();
                StatusWrites writes = new StatusWrites(client, namespace)) {
            // When
            spawns.create("life");
            long serial = worker.start(worker.spawned());
            Spawn started = spawns.await("life", STARTED, SpawnReasons.RUNNING);
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(text("5")));
            Spawn ended = spawns.await("life", SUCCEEDED, SpawnReasons.COMPLETED);
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
        try (FakeWorker worker = readyPool();
                StatusWrites writes = new StatusWrites(client, namespace)) {
            // When
            spawns.create("quick");
            worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
            Spawn ended = spawns.await("quick", SUCCEEDED, SpawnReasons.EXCEPTION);
            // Then
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("exception");
            assertThat(Spawns.conditionOf(ended, STARTED).getStatus()).isEqualTo("True");
            assertThat(writes.until(ended)).isEqualTo(2);
        }
    }

    @Test
    void waitsForItsPool() throws Exception {
        // Given
        spawns.create("early");
        Spawn waiting = spawns.await("early", PLACED, SpawnReasons.POOL_NOT_FOUND);
        // When
        try (FakeWorker worker = readyPool()) {
            worker.start(worker.spawned());
            // Then
            assertThat(waiting.lastStatus().attempts()).isZero();
            spawns.await("early", STARTED, SpawnReasons.RUNNING);
        }
    }

    @Test
    void refusesWhatItDoesNotDoYet() {
        // When
        spawns.create("grouped", spec -> spec.groups(List.of("imaging")));
        // Then
        Spawn refused = spawns.await("grouped", PLACED, SpawnReasons.NOT_SUPPORTED_YET);
        assertThat(Spawns.conditionOf(refused, SUCCEEDED).getStatus()).isEqualTo("False");
        assertThat(Spawns.conditionOf(refused, SUCCEEDED).getMessage()).contains("spec.groups");
    }

    @Test
    void failsAtOnceWhereThePoolSaysSo() {
        // Given
        spawns.pool();
        operator.declare(WhenFull.FAIL, "alpha");
        // When
        spawns.create("hopeless");
        // Then
        Spawn refused = spawns.await("hopeless", SUCCEEDED, SpawnReasons.NO_NODE);
        assertThat(refused.lastStatus().finished()).isTrue();
    }

    @Test
    void namesTheHostThatThePoolLacks() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            // When
            spawns.create("picky", spec -> spec.hostName("gamma"));
            // Then
            Spawn waiting = spawns.await("picky", PLACED, SpawnReasons.HOST_NOT_FOUND);
            assertThat(Spawns.conditionOf(waiting, PLACED).getMessage()).contains("gamma");
            assertThat(worker.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void endsTheProcessOfADeletedSpawn() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            spawns.create("doomed");
            long serial = worker.start(worker.spawned());
            spawns.await("doomed", STARTED, SpawnReasons.RUNNING);
            // When
            spawns.get("doomed").delete();
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
        try (FakeWorker worker = readyPool()) {
            spawns.create("stopped");
            long serial = worker.start(worker.spawned());
            spawns.await("stopped", STARTED, SpawnReasons.RUNNING);
            // When
            spawns.get("stopped").edit(SpawnApiTest::stopped);
            worker.signalled();
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.SHUTDOWN));
            // Then
            Spawn ended = spawns.await("stopped", SUCCEEDED, SpawnReasons.STOPPED);
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("shutdown");
        }
    }

    @Test
    void stopsWhatHasNoPlaceYet() {
        // Given
        spawns.create("never");
        spawns.await("never", PLACED, SpawnReasons.POOL_NOT_FOUND);
        // When
        spawns.get("never").edit(SpawnApiTest::stopped);
        // Then
        Spawn ended = spawns.await("never", SUCCEEDED, SpawnReasons.STOPPED);
        assertThat(ended.lastStatus().finished()).isTrue();
        assertThat(ended.lastStatus().attempts()).isZero();
    }

    @Test
    void deletesAFinishedSpawnWhenItsTimeIsOver() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            spawns.create("brief", spec -> spec.ttlSecondsAfterFinished(1));
            // When
            worker.startAndExit(worker.spawned(), ExitReason.NORMAL);
            // Then
            spawns.get("brief").waitUntilCondition(gone -> gone == null, 10, TimeUnit.SECONDS);
            assertThat(spawns.get("brief").get()).isNull();
        }
    }

    @Test
    void triesAgainAsOftenAsItMay() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            spawns.create(
                    "again",
                    spec -> spec.restartPolicy(RestartPolicy.OnFailure)
                            .maxAttempts(2)
                            .backoffSeconds(1));
            // When
            worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
            Spawn between = spawns.await("again", PLACED, SpawnReasons.BACK_OFF);
            io.kpool.protocol.agent.Spawn second = worker.spawned();
            worker.startAndExit(second, ExitReason.EXCEPTION);
            // Then
            Spawn ended = spawns.await("again", SUCCEEDED, SpawnReasons.EXCEPTION);
            assertThat(Spawns.conditionOf(between, SUCCEEDED).getStatus()).isEqualTo("Unknown");
            assertThat(second.getRequest().getSpawn().getAttempt()).isEqualTo(2);
            assertThat(ended.lastStatus().attempts()).isEqualTo(2);
        }
    }

    @Test
    void placesElsewhereWhatAWorkerRefused() throws Exception {
        // Given
        try (FakeWorker alpha = readyPool();
                FakeWorker beta = operator.worker("beta", 7)) {
            awaitReady(2);
            spawns.create("refused", spec -> spec.hostName("alpha"));
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
    void carriesOnAfterARestartOfTheOperator() throws Exception {
        // Given
        FakeWorker worker = readyPool();
        spawns.create("survivor");
        long serial = worker.start(worker.spawned());
        spawns.await("survivor", STARTED, SpawnReasons.RUNNING);
        spawns.create("ended-meanwhile");
        long second = worker.start(worker.spawned());
        spawns.await("ended-meanwhile", STARTED, SpawnReasons.RUNNING);
        spawns.create("deleted-meanwhile");
        long third = worker.start(worker.spawned());
        spawns.await("deleted-meanwhile", STARTED, SpawnReasons.RUNNING);
        // When
        operator.close();
        worker.exit(second, Exit.newBuilder().setReason(ExitReason.NORMAL));
        spawns.get("deleted-meanwhile").delete();
        operator = new OperatorUnderTest(client, namespace).declare(WhenFull.WAIT, "alpha", "beta");
        worker.hangUp();
        operator.join(worker);
        // Then
        spawns.await("ended-meanwhile", SUCCEEDED, SpawnReasons.COMPLETED);
        assertThat(worker.signalled().getSerial()).isEqualTo(third);
        assertThat(worker.isLeftAlone(500)).isTrue();
        assertThat(spawns.get("survivor").get().lastStatus().pid()).isEqualTo("demo/alpha.7." + serial);
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        spawns.await("survivor", SUCCEEDED, SpawnReasons.COMPLETED);
        worker.close();
    }

    @Test
    void decidesAgainAfterAConflict() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            // When: somebody keeps changing it while it is placed and started
            spawns.create("contested");
            for (int i = 0; i < 20; i++) {
                spawns.label("contested", Integer.toString(i));
            }
            worker.start(worker.spawned());
            // Then
            spawns.await("contested", STARTED, SpawnReasons.RUNNING);
            assertThat(worker.isLeftAlone(300)).isTrue();
        }
    }

    @Test
    void endsWhatRanInADeletedPool() throws Exception {
        // Given
        try (FakeWorker worker = readyPool()) {
            spawns.create("orphaned");
            worker.start(worker.spawned());
            spawns.await("orphaned", STARTED, SpawnReasons.RUNNING);
            // When
            spawns.dropPool();
            operator.forget();
            // Then
            Spawn ended = spawns.await("orphaned", SUCCEEDED, SpawnReasons.SHUTDOWN);
            assertThat(ended.lastStatus().finished()).isTrue();
        }
    }

    private FakeWorker readyPool() throws Exception {
        spawns.pool();
        operator.declare(WhenFull.WAIT, "alpha", "beta");
        FakeWorker worker = operator.worker("alpha", 7);
        awaitReady(1);
        return worker;
    }

    private void awaitReady(int hosts) {
        Awaitility.await()
                .until(() -> operator.masters().snapshot(operator.key()).stream()
                                .flatMap(snapshot -> snapshot.hosts().stream())
                                .filter(host -> host.status().state().isPlaceable())
                                .count()
                        == hosts);
    }

    private static Spawn stopped(Spawn spawn) {
        spawn.setSpec(SpawnSpecBuilder.builder(spawn.getSpec())
                .desiredState(DesiredState.Stopped)
                .build());
        return spawn;
    }

    private static ByteString text(String json) {
        return ByteString.copyFromUtf8(json);
    }
}
