package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.INCARNATION;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.busy;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.WorkerNews.Expected;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stuck;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.HostView;
import io.kpool.pool.WorkerId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The entries of the conformance list about starting hosts, by their numbers there. */
class ConformanceNodePoolTest {
    private static final HostFailure NO_NODE = new HostFailure(HostReasons.UNSCHEDULABLE, "0/2 nodes are available");

    @Test
    @DisplayName("S1 one bad host: the others start, and it says why")
    void s1_oneBadHostDoesNotStopTheOthers() {
        // Given
        Map<String, WorkerPod> pods = Map.of("bad", pod("bad", new Stuck(NO_NODE)));
        // When
        NodePoolPlan plan = plan("{hosts: [{name: bad}, {name: a}, {name: b}]}", pods, Map.of());
        // Then
        assertThat(plan.wanted().getFirst().report())
                .isEqualTo(new HostPlan.Report(HostState.Failed, NO_NODE.reason(), NO_NODE.message()));
        assertThat(plan.wanted())
                .filteredOn(host -> host.step() instanceof Create)
                .hasSize(2);
    }

    @Test
    @DisplayName("S2 a worker that runs already is adopted, and no second one is made")
    void s2_aRunningWorkerIsAdopted() {
        // Given
        Map<String, WorkerPod> pods = Map.of("a", pod("a", RUNS));
        // When
        NodePoolPlan plan = NodePoolPlanner.plan(
                spec("{hosts: [{name: a}]}"),
                wish -> HASH,
                new Observation(pods, Map.<String, HostView>of(), Map.of(), NOW, NOW));
        // Then
        assertThat(plan.news()).containsExactly(new Expected(new WorkerId("a", INCARNATION)));
        assertThat(plan.wanted()).noneMatch(host -> host.step() instanceof Create);
        assertThat(plan.deletions()).isEmpty();
    }

    @Test
    @DisplayName("S3 each host has 32 s of its own from its container running, then it is cleared away, and says so")
    void s3_aStartTakesAtMostThirtyTwoSeconds() {
        // Given
        NodePoolSpec spec = spec("{hosts: [{name: late}, {name: a}]}");
        WorkerPod late = pod("late", new Running(NOW.minusSeconds(32)));
        Map<String, WorkerPod> pods = Map.of("late", late, "a", pod("a", new Running(NOW.minusSeconds(31))));
        Map<String, HostMemory> memory = Map.of("late", known("late"), "a", known("a"));
        // When
        NodePoolPlan first = plan(spec, new Observation(pods, Map.of(), memory, NOW.minusSeconds(600), NOW));
        NodePoolPlan then =
                plan(spec, new Observation(pods, Map.of(), first.memory(), NOW.minusSeconds(600), NOW.plusSeconds(1)));
        // Then
        assertThat(first.wanted().getFirst().report().reason()).isEqualTo(HostReasons.START_TIMEOUT);
        assertThat(first.wanted().getLast().report().reason()).isEqualTo(HostReasons.JOINING);
        assertThat(then.wanted().getFirst().step()).isEqualTo(new Delete(late));
    }

    @Test
    @DisplayName("S4 extra arguments reach the worker's command line")
    void s4_argumentsReachTheWorker() {
        // Given
        NodePool pool = Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: n, uid: u},"
                        + " spec: {hosts: [{name: a}], args: [-Da=b, -Dc=d]}}",
                NodePool.class);
        HostWish wish = new HostWish("a", HostWish.Kind.NAMED, 8, HostWish.Place.ANYWHERE, Admission.OPEN);
        // When
        Container worker = new WorkerPods(new WorkerDefaults("kpool/worker:1", "operator:9443"))
                .pod(pool, wish, new Create(1))
                .getSpec()
                .getContainers()
                .getFirst();
        // Then
        assertThat(worker.getArgs()).containsExactly("-Da=b", "-Dc=d");
    }

    @Test
    @DisplayName("D1 reconciling an empty list changes nothing")
    void d1_nothingStaysNothing() {
        // When
        NodePoolPlan plan = plan("{attached: []}", Map.of(), Map.of());
        // Then
        assertThat(plan.wishes()).isEmpty();
        assertThat(plan.wanted()).isEmpty();
        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.news()).isEmpty();
    }

    @Test
    @DisplayName("D2 a new operator reads the list from the pool: it outlives everything")
    void d2_theListOutlivesTheOperator() {
        // When
        NodePoolPlan plan = plan("{attached: [beta]}", Map.of(), Map.of());
        // Then
        assertThat(plan.wishes()).extracting(HostWish::name).containsExactly("beta");
        assertThat(plan.wanted().getFirst().report().state()).isEqualTo(HostState.Absent);
        assertThat(plan.wanted()).noneMatch(host -> host.step() instanceof Create);
    }

    @Test
    @DisplayName("P1 hosts are used in the order of spec.hosts, then elastic ones, then attached ones")
    void p1_hostsInOrder() {
        // Given
        NodePoolSpec spec = spec("{hosts: [{name: b}, {name: a}], replicas: 1, attached: [c]}");
        // When
        NodePoolPlan plan = plan(
                spec,
                new Observation(
                        Map.of("b", pod("b", RUNS), "a", pod("a", RUNS), "r0", pod("r0", RUNS)),
                        Map.of("b", busy("b", 0)),
                        Map.of(),
                        NOW.minusSeconds(600),
                        NOW));
        // Then
        assertThat(TermsFactory.terms(spec, plan).settings().hosts())
                .extracting(host -> host.name())
                .containsExactly("b", "a", "r0", "c");
    }

    private static NodePoolPlan plan(String spec, Map<String, WorkerPod> pods, Map<String, HostView> workers) {
        return plan(spec(spec), new Observation(pods, workers, Map.of(), NOW.minusSeconds(600), NOW));
    }

    private static NodePoolPlan plan(NodePoolSpec spec, Observation seen) {
        return NodePoolPlanner.plan(spec, wish -> HASH, seen);
    }

    private static NodePoolSpec spec(String yaml) {
        return Yaml.parse(yaml, NodePoolSpec.class);
    }
}
