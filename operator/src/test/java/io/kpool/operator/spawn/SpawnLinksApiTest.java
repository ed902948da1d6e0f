package io.kpool.operator.spawn;

import static io.kpool.crd.SpawnConditions.PLACED;
import static io.kpool.crd.SpawnConditions.STARTED;
import static io.kpool.crd.SpawnConditions.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.RestartPolicy;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.process.ExitReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spawns that are linked with Spawns. */
class SpawnLinksApiTest {
    @RegisterExtension
    private final SpawnLab lab = new SpawnLab();

    @Test
    void whoIsLinkedHearsHowTheOtherEnded() throws Exception {
        // Given
        try (FakeWorker alpha = lab.readyPool();
                FakeWorker beta = lab.readyWorker("beta", 8)) {
            lab.spawns.create("master", spec -> spec.hostName("alpha"));
            long master = alpha.start(alpha.spawned());
            // When
            lab.spawns.create("helper", spec -> spec.hostName("beta").links(List.of("master")));
            var spawned = beta.spawned();
            long helper = beta.start(spawned);
            // Then
            assertThat(spawned.getLinkList()).containsExactly("demo/alpha.7." + master);
            DeliveredSignal linked = delivered(alpha);
            assertThat(linked.getSerial()).isEqualTo(master);
            assertThat(linked.getSignal().hasLink()).isTrue();
            assertThat(linked.getSignal().getPeer()).isEqualTo("demo/beta.8." + helper);
            // When
            beta.exit(helper, Exit.newBuilder().setReason(ExitReason.KILLED));
            // Then
            DeliveredSignal told = delivered(alpha);
            assertThat(told.getSignal().getPeer()).isEqualTo("demo/beta.8." + helper);
            assertThat(told.getSignal().getExit().getReason()).isEqualTo(ExitReason.KILLED);
            assertThat(told.getSignal().getExit().getLinked()).isTrue();
        }
    }

    @Test
    void waitsForItsPartnerToStart() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("helper", spec -> spec.links(List.of("master")));
            Spawn waiting = lab.spawns.await("helper", PLACED, SpawnReasons.PARTNER_NOT_STARTED);
            assertThat(Spawns.conditionOf(waiting, PLACED).getMessage()).contains("master");
            // When
            lab.spawns.create("master");
            var first = worker.spawned();
            assertThat(worker.isLeftAlone(200)).isTrue();
            long master = worker.start(first);
            // Then
            assertThat(worker.spawned().getLinkList()).containsExactly("demo/alpha.7." + master);
        }
    }

    @Test
    void doesNotStartWhenItsPartnerHasEnded() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("master");
            worker.startAndExit(worker.spawned(), ExitReason.NORMAL);
            lab.spawns.await("master", SUCCEEDED, SpawnReasons.COMPLETED);
            // When
            lab.spawns.create("helper", spec -> spec.links(List.of("master")).restartPolicy(RestartPolicy.OnFailure));
            // Then
            Spawn ended = lab.spawns.await("helper", SUCCEEDED, SpawnReasons.NO_PROCESS);
            assertThat(ended.lastStatus().exit().orElseThrow().reason()).isEqualTo("noproc");
            assertThat(worker.isLeftAlone(200)).isTrue();
        }
    }

    @Test
    void thoseThatNameEachOtherStartTogether() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create("one", spec -> spec.links(List.of("other")));
            lab.spawns.await("one", PLACED, SpawnReasons.PARTNER_NOT_STARTED);
            // When
            lab.spawns.create("other", spec -> spec.links(List.of("one")));
            var first = worker.spawned();
            long firstSerial = worker.start(first);
            var second = worker.spawned();
            // Then
            assertThat(first.getLinkList()).isEmpty();
            assertThat(second.getLinkList()).containsExactly("demo/alpha.7." + firstSerial);
        }
    }

    @Test
    void aFurtherAttemptIsLinkedAnewWithWhoIsStillThere() throws Exception {
        // Given
        try (FakeWorker worker = lab.readyPool()) {
            lab.spawns.create(
                    "master",
                    spec -> spec.restartPolicy(RestartPolicy.OnFailure).backoffSeconds(0));
            long master = worker.start(worker.spawned());
            lab.spawns.await("master", STARTED, SpawnReasons.RUNNING);
            lab.spawns.create("trapping", spec -> spec.links(List.of("master")));
            long trapping = worker.start(worker.spawned());
            lab.spawns.await("trapping", STARTED, SpawnReasons.RUNNING);
            // When
            worker.exit(master, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
            // Then
            assertThat(worker.spawned().getLinkList()).containsExactly("demo/alpha.7." + trapping);
        }
    }

    private static DeliveredSignal delivered(FakeWorker worker) throws InterruptedException {
        OperatorFrame frame = worker.frame();
        while (frame.getDeliveredCount() == 0) {
            frame = worker.frame();
        }
        return frame.getDelivered(0);
    }
}
