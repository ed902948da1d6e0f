package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.INCARNATION;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.busy;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static io.kpool.operator.nodepool.Seen.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.agent.PoolTerms;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.WorkerNews.Gone;
import io.kpool.operator.nodepool.WorkerPod.Pending;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Unheard;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostSettings;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.HostView;
import io.kpool.pool.WorkerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodePoolPlannerTest {
    private final Map<String, WorkerPod> pods = new HashMap<>();
    private final Map<String, HostView> workers = new HashMap<>();
    private final Map<String, HostMemory> memory = new HashMap<>();

    @Test
    void startsAllHostsAtOnce() {
        NodePoolPlan plan = plan("{hosts: [{name: b}, {name: a}], replicas: 2}", HASH);

        assertThat(plan.wanted()).extracting(HostPlan::host).containsExactly("b", "a", "r0", "r1");
        assertThat(plan.wanted()).allMatch(host -> host.step() instanceof Create);
    }

    @Test
    void startsTheOthersBesideOneThatWaits() {
        memory.put("a", HostMemory.NOTHING.starting(HASH, NOW).refused(new HostFailure("Forbidden", "no"), NOW));

        NodePoolPlan plan = plan("{hosts: [{name: a}, {name: b}]}", HASH);

        assertThat(plan.wanted().get(1).step()).isInstanceOf(Create.class);
        assertThat(plan.nextLook()).contains(NOW.plusSeconds(1));
    }

    @Test
    void deletesWhatIsNotWanted() {
        ready("a", 0);
        ready("gone", 3);

        NodePoolPlan plan = plan("{hosts: [{name: a}]}", HASH);

        assertThat(plan.deletions()).extracting(WorkerPod::name).containsExactly("demo-gone");
    }

    @Test
    void aRemovedHostIsForgottenWithItsPodAndTheMasterTold() {
        memory.put("gone", known("gone").unwanted());

        NodePoolPlan plan = plan("{hosts: [{name: a}]}", HASH);

        assertThat(plan.news()).containsExactly(new Gone(new WorkerId("gone", INCARNATION), GoneEvidence.POD_GONE));
        assertThat(plan.memory()).containsOnlyKeys("a");
    }

    @Test
    void anElasticHostThatGoesDoesNotTakeTheNumberOfOneThatStays() {
        ready("r0", 0);
        ready("r2", 0);
        memory.put("r1", known("r1").unwanted());

        NodePoolPlan plan = plan("{replicas: 2}", HASH);

        assertThat(plan.wanted()).extracting(HostPlan::host).containsExactly("r0", "r2");
        assertThat(plan.deletions()).isEmpty();
    }

    @Test
    void anElasticHostThatCrashedKeepsItsNumber() {
        ready("r0", 0);
        memory.put("r1", known("r1"));

        NodePoolPlan plan = plan("{replicas: 2}", HASH);

        assertThat(plan.wanted()).extracting(HostPlan::host).containsExactly("r0", "r1");
    }

    @Test
    void tellsTheMasterWhatTakesNothingNew() {
        ready("a", 0);
        ready("b", 0);
        pods.put("c", pod("c", RUNS).asLeaving());
        NodePoolSpec spec = spec("{hosts: [{name: a, slots: 3}, {name: b}, {name: c}], cordoned: [b], slots: 7}");

        PoolTerms terms = TermsFactory.terms(spec, plan(spec, HASH));

        assertThat(terms.settings().hosts())
                .containsExactly(
                        new HostSettings("a", 3, Admission.OPEN),
                        new HostSettings("b", 7, Admission.CORDONED),
                        new HostSettings("c", 7, Admission.DRAINING));
    }

    @Test
    void saysThatACordonedHostIsReady() {
        ready("a", 0);

        NodePoolPlan plan = plan("{hosts: [{name: a}], cordoned: [a]}", HASH);

        assertThat(plan.wanted().getFirst().report().state()).isEqualTo(HostState.Ready);
        assertThat(plan.wanted().getFirst().report().reason()).isEqualTo(HostReasons.CORDONED);
    }

    @Test
    void rollsAsManyAsMayBeAwayTheIdlestFirst() {
        ready("a", 4);
        ready("b", 1);
        ready("c", 0);
        ready("d", 2);

        NodePoolPlan plan = plan(
                "{hosts: [{name: a}, {name: b}, {name: c}, {name: d}], "
                        + "updateStrategy: {type: RollingUpdate, maxUnavailable: 2}}",
                "new");

        assertThat(plan.deletions()).extracting(WorkerPod::name).containsExactly("demo-b", "demo-c");
        assertThat(plan.outdated()).isEqualTo(4);
    }

    @Test
    void rollsAgainWhatCouldNotBeDeleted() {
        ready("a", 0);
        ready("b", 1);
        workers.put("a", view("a", io.kpool.pool.HostState.DRAINING, NOW));

        NodePoolPlan plan = plan("{hosts: [{name: a}, {name: b}]}", "new");

        assertThat(plan.deletions()).extracting(WorkerPod::name).containsExactly("demo-a");
    }

    @Test
    void doesNotRollFurtherWhileOneIsAway() {
        ready("a", 0);
        pods.put("b", new WorkerPod("demo-b", "u", INCARNATION, "", "new", false, new Pending("")));

        NodePoolPlan plan = plan("{hosts: [{name: a}, {name: b}]}", "new");

        assertThat(plan.deletions()).isEmpty();
    }

    @Test
    void replacesWhatServesNobodyAtOnce() {
        ready("a", 0);
        pods.put("b", pod("b", new Pending("")));

        NodePoolPlan plan = plan("{hosts: [{name: a}, {name: b}]}", "new");

        assertThat(plan.deletions()).extracting(WorkerPod::name).containsExactly("demo-b");
    }

    @Test
    void letsWorkersDialAgainAfterAChangeOfLeaderBeforeItReplacesThem() {
        pods.put("old", pod("old", RUNS));
        pods.put("young", pod("young", new Running(NOW.minusSeconds(20))));
        pods.put("unheard", pod("unheard", new Unheard(NOW.minusSeconds(20))));
        NodePoolSpec spec = spec("{hosts: [{name: old}, {name: young}, {name: unheard}]}");

        NodePoolPlan early = plan(spec, "new", NOW.minusSeconds(9));
        NodePoolPlan late = plan(spec, "new", NOW.minusSeconds(10));

        assertThat(early.deletions()).isEmpty();
        assertThat(early.outdated()).isEqualTo(3);
        assertThat(late.deletions())
                .extracting(WorkerPod::name)
                .containsExactlyInAnyOrder("demo-old", "demo-young", "demo-unheard");
    }

    @Test
    void leavesItToTheUserWithOnDelete() {
        ready("a", 0);
        pods.put("b", pod("b", new Pending("")));

        NodePoolPlan plan = plan("{hosts: [{name: a}, {name: b}], updateStrategy: {type: OnDelete}}", "new");

        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.outdated()).isEqualTo(2);
    }

    private void ready(String host, int processes) {
        pods.put(host, pod(host, RUNS));
        workers.put(host, busy(host, processes));
        memory.put(host, known(host));
    }

    private NodePoolPlan plan(String yaml, String templateHash) {
        return plan(spec(yaml), templateHash);
    }

    private NodePoolPlan plan(NodePoolSpec spec, String templateHash) {
        return plan(spec, templateHash, NOW.minusSeconds(3600));
    }

    private NodePoolPlan plan(NodePoolSpec spec, String templateHash, Instant servingSince) {
        Observation seen = new Observation(pods, workers, memory, servingSince, NOW);
        return NodePoolPlanner.plan(spec, wish -> templateHash, seen);
    }

    private static NodePoolSpec spec(String yaml) {
        return Yaml.parse(yaml, NodePoolSpec.class);
    }
}
