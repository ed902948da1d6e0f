package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.CRASHED;
import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.INCARNATION;
import static io.kpool.operator.nodepool.Seen.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.pool.HostView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a new operator knows of hosts that an earlier one kept. */
class HostMemoryTest {
    private static final HostStatus FAILED =
            Yaml.parse("{name: a, state: Failed, reason: Crashed, message: exit code 1}", HostStatus.class);
    private static final WorkerPod SIXTH = new WorkerPod("demo-a", "uid-a", INCARNATION, "n", HASH, false, CRASHED, 5);

    private final HostPlanner planner = new HostPlanner(Duration.ofSeconds(32), NOW, NOW);

    @Test
    void aHostThatFailedStaysFailedWhileItIsStartedAgain() {
        HostPlan plan = planner.start("a", HASH, HostMemory.toldOf(FAILED));

        assertThat(plan.step()).isEqualTo(new Create(NOW.getEpochSecond(), 1));
        assertThat(plan.report()).isEqualTo(new HostPlan.Report(HostState.Failed, "Crashed", "exit code 1"));
    }

    @Test
    void itsPodTellsHowLongToWait() {
        HostPlan plan = planner.look("a", SeenWorker.unknown(SIXTH), HostMemory.toldOf(FAILED));

        assertThat(plan.memory().setback().count()).isEqualTo(6);
        assertThat(plan.step()).isEqualTo(new Await(NOW.plusSeconds(32)));
    }

    @Test
    void ofOneThatIsWellItsPodTellsNothing() {
        HostStatus ready = Yaml.parse("{name: a, state: Ready, reason: Joined}", HostStatus.class);

        HostPlan plan = planner.look("a", SeenWorker.unknown(SIXTH), HostMemory.toldOf(ready));

        assertThat(plan.memory().setback().count()).isEqualTo(1);
    }

    @Test
    void anElasticHostWithoutAPodKeepsItsNumber() {
        HostStatus told = Yaml.parse("{name: r2, state: Starting, reason: PodPending}", HostStatus.class);
        Observation seen = new Observation(
                Map.of("r0", Seen.pod("r0", Seen.RUNS)),
                Map.<String, HostView>of(),
                Map.of("r2", HostMemory.toldOf(told)),
                NOW,
                NOW);

        NodePoolPlan plan =
                NodePoolPlanner.plan(Yaml.parse("{replicas: 2}", io.kpool.crd.NodePoolSpec.class), wish -> HASH, seen);

        assertThat(plan.wanted()).extracting(HostPlan::host).isEqualTo(List.of("r0", "r2"));
    }
}
