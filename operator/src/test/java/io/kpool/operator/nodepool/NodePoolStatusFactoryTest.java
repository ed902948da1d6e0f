package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.busy;
import static io.kpool.operator.nodepool.Seen.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolConditions;
import io.kpool.crd.NodePoolReasons;
import io.kpool.crd.NodePoolStatus;
import io.kpool.operator.conditions.Conditions;
import io.kpool.operator.nodepool.NodePoolStatusFactory.Facts;
import io.kpool.operator.nodepool.WorkerPod.Stuck;
import io.kpool.pool.HostView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the golden scenarios do not show. */
class NodePoolStatusFactoryTest {
    private static final Stuck NO_NODE = new Stuck(new HostFailure("Unschedulable", "0/2 nodes are available"));

    private final Map<String, WorkerPod> pods = new HashMap<>();
    private final Map<String, HostView> workers = new HashMap<>();
    private TemplateFindings template = new TemplateFindings("", List.of());

    @Test
    void ofManyHostsAHundredAreReportedTheFailedOnesFirst() {
        for (int number = 0; number < 150; number++) {
            ready("r" + number);
        }
        pods.put("r140", pod("r140", NO_NODE));

        NodePoolStatus status = status("{replicas: 150}", Map.of());

        assertThat(status.hosts()).hasSize(100);
        assertThat(status.hosts())
                .extracting(HostStatus::name)
                .startsWith("r140", "r0", "r1")
                .endsWith("r98");
        assertThat(status.ready()).isEqualTo("149/150");
        assertThat(status.replicas()).isEqualTo(150);
    }

    @Test
    void ofManyFailuresFiveAreTold() {
        for (int number = 0; number < 8; number++) {
            pods.put("r" + number, pod("r" + number, NO_NODE));
        }

        Condition degraded = condition(status("{replicas: 8}", Map.of()), NodePoolConditions.DEGRADED);

        assertThat(degraded.getMessage())
                .startsWith("8 of 8 hosts failed: r0 Unschedulable (0/2 nodes are available); r1")
                .endsWith("; and 3 more.");
    }

    @Test
    void aHostIsInItsStateSinceItCameIntoIt() {
        ready("a");
        HostStatus before =
                Yaml.parse("{name: a, state: Ready, since: '2026-01-01T00:00:00Z', reason: Joined}", HostStatus.class);

        assertThat(status("{hosts: [{name: a}]}", Map.of("a", before))
                        .hosts()
                        .getFirst()
                        .since())
                .isEqualTo("2026-01-01T00:00:00Z");
        pods.put("a", pod("a", NO_NODE));
        assertThat(status("{hosts: [{name: a}]}", Map.of("a", before))
                        .hosts()
                        .getFirst()
                        .since())
                .isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aPoolScaledToNothingIsReady() {
        Condition ready = condition(status("{replicas: 0, hosts: []}", Map.of()), NodePoolConditions.READY);

        assertThat(ready.getStatus()).isEqualTo("True");
        assertThat(ready.getReason()).isEqualTo(NodePoolReasons.SCALED_TO_ZERO);
    }

    @Test
    void aTemplateThatIsNoneIsTheReasonWhateverElseIs() {
        ready("a");
        template = new TemplateFindings("spec.template is no PodTemplateSpec", List.of());

        NodePoolStatus status = status("{hosts: [{name: a}]}", Map.of());

        assertThat(condition(status, NodePoolConditions.READY))
                .satisfies(ready -> assertThat(ready.getStatus()).isEqualTo("False"))
                .satisfies(ready -> assertThat(ready.getReason()).isEqualTo(NodePoolReasons.INVALID_TEMPLATE));
        assertThat(condition(status, NodePoolConditions.DEGRADED).getMessage())
                .isEqualTo("spec.template is no PodTemplateSpec");
    }

    private void ready(String host) {
        pods.put(host, pod(host, RUNS));
        workers.put(host, busy(host, 0));
    }

    private NodePoolStatus status(String spec, Map<String, HostStatus> before) {
        NodePool pool = Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, generation: 1}, spec: " + spec
                        + "}",
                NodePool.class);
        Observation seen = new Observation(pods, workers, Map.of(), NOW.minusSeconds(3600), NOW);
        NodePoolPlan plan = NodePoolPlanner.plan(pool.getSpec(), wish -> HASH, seen);
        Map<String, HostStatus> hosts = new HostStatuses("demo", seen, before).of(plan);
        Facts facts = new Facts(plan, hosts, Yaml.snapshot(List.copyOf(workers.values())), template);
        return NodePoolStatusFactory.status(pool, facts, NOW);
    }

    private static Condition condition(NodePoolStatus status, String type) {
        return Conditions.of(type, status.conditions()).orElseThrow();
    }
}
