package io.kpool.operator.nodepool;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.Limits;
import io.kpool.crd.LoadSummary;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolConditions;
import io.kpool.crd.NodePoolReasons;
import io.kpool.crd.NodePoolStatus;
import io.kpool.operator.conditions.Conditions;
import io.kpool.pool.PoolSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes a NodePool's status from what was decided and what its master knows. Pure. */
final class NodePoolStatusFactory {
    private static final int NAMED_IN_A_MESSAGE = 5;
    /** Failed ones first, otherwise in the order of the spec. */
    private static final Comparator<HostStatus> FAILURES_FIRST =
            Comparator.comparing(host -> !host.state().isFailure());

    private final NodePool pool;
    private final Facts facts;

    /**
     * All that a status says.
     *
     * @param hosts by name
     */
    record Facts(NodePoolPlan plan, Map<String, HostStatus> hosts, PoolSnapshot snapshot, TemplateFindings template) {}

    private NodePoolStatusFactory(NodePool pool, Facts facts) {
        this.pool = pool;
        this.facts = facts;
    }

    static NodePoolStatus status(NodePool pool, Facts facts, Instant now) {
        return new NodePoolStatusFactory(pool, facts).status(now);
    }

    private NodePoolStatus status(Instant now) {
        int ready = wanted(HostState::takesProcesses).size();
        int elastic = (int) facts.plan().wishes().stream()
                .filter(HostWish::isElastic)
                .map(wish -> facts.hosts().get(wish.name()))
                .filter(host -> !host.podName().isEmpty())
                .count();
        return new NodePoolStatus(
                pool.getMetadata().getGeneration(),
                elastic,
                Labels.elasticSelector(pool.getMetadata().getName()),
                ready,
                expected(),
                "",
                conditions(now),
                load(facts.snapshot().load()),
                reported());
    }

    private List<HostStatus> reported() {
        return facts.plan()
                .all()
                .map(plan -> facts.hosts().get(plan.host()))
                .sorted(FAILURES_FIRST)
                .limit(Limits.REPORTED_HOSTS)
                .toList();
    }

    private static LoadSummary load(PoolSnapshot.Load load) {
        return new LoadSummary(
                HostStatuses.clamp(load.average()),
                HostStatuses.clamp(load.max()),
                load.queued(),
                load.processes(),
                load.slots());
    }

    private List<Condition> conditions(Instant now) {
        Conditions conditions = Conditions.after(
                pool.lastStatus().conditions(), pool.getMetadata().getGeneration(), now);
        ready(conditions);
        progressing(conditions);
        degraded(conditions);
        return conditions.list();
    }

    private void ready(Conditions conditions) {
        List<HostStatus> missing = wanted(state -> state.isExpected() && !state.takesProcesses());
        int all = expected();
        String count = (all - missing.size()) + " of " + all + " hosts ready";
        if (!missing.isEmpty() || facts.template().isFaulty()) {
            conditions.no(NodePoolConditions.READY, reasonOfMissing(), count + explained(missing) + ".");
        } else if (all == 0 && !facts.plan().wanted().isEmpty()) {
            conditions.yes(
                    NodePoolConditions.READY,
                    NodePoolReasons.HOSTS_ABSENT,
                    "All hosts are attached ones, and none is there.");
        } else if (all == 0) {
            conditions.yes(NodePoolConditions.READY, NodePoolReasons.SCALED_TO_ZERO, "The pool asks for no host.");
        } else {
            conditions.yes(NodePoolConditions.READY, NodePoolReasons.ALL_HOSTS_READY, count + ".");
        }
    }

    /** How many hosts there should be: whom somebody else starts counts once it is there. */
    private int expected() {
        return wanted(HostState::isExpected).size();
    }

    private String reasonOfMissing() {
        if (facts.template().isFaulty()) {
            return NodePoolReasons.INVALID_TEMPLATE;
        }
        return wanted(HostState::isFailure).isEmpty() ? NodePoolReasons.HOSTS_STARTING : NodePoolReasons.HOSTS_FAILED;
    }

    private void progressing(Conditions conditions) {
        int outdated = facts.plan().outdated();
        List<HostStatus> starting = wanted(state -> state == HostState.Starting);
        List<HostStatus> draining = all(state -> state == HostState.Draining);
        if (outdated > 0 && pool.getSpec().updateStrategy().type().rolls()) {
            int away = pool.getSpec().updateStrategy().maxUnavailable();
            conditions.yes(
                    NodePoolConditions.PROGRESSING,
                    NodePoolReasons.ROLLING,
                    "To be replaced, since the spec has changed: " + outdated + " hosts, " + away + " at a time.");
        } else if (!starting.isEmpty()) {
            conditions.yes(
                    NodePoolConditions.PROGRESSING, NodePoolReasons.HOSTS_STARTING, "Starting" + named(starting) + ".");
        } else if (!draining.isEmpty()) {
            conditions.yes(
                    NodePoolConditions.PROGRESSING, NodePoolReasons.HOSTS_DRAINING, "Draining" + named(draining) + ".");
        } else {
            conditions.no(NodePoolConditions.PROGRESSING, NodePoolReasons.SETTLED, settled(outdated));
        }
    }

    private static String settled(int outdated) {
        return outdated == 0
                ? "Nothing is to be done."
                : "Hosts that run what an earlier spec asked for, until their pods are deleted"
                        + " (spec.updateStrategy is OnDelete): " + outdated + ".";
    }

    private void degraded(Conditions conditions) {
        List<String> reasons = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        if (facts.template().isFaulty()) {
            reasons.add(NodePoolReasons.INVALID_TEMPLATE);
            messages.add(facts.template().fault());
        }
        List<HostStatus> failed = wanted(HostState::isFailure);
        if (!failed.isEmpty()) {
            reasons.add(NodePoolReasons.HOSTS_FAILED);
            messages.add(failed.size() + " of " + expected() + " hosts failed" + explained(failed) + ".");
        }
        String unkillable = unkillable();
        if (!unkillable.isEmpty()) {
            reasons.add(NodePoolReasons.PROCESS_UNKILLABLE);
            messages.add("Processes ignore their kill and keep their slots on " + unkillable + ".");
        }
        if (reasons.isEmpty()) {
            conditions.no(NodePoolConditions.DEGRADED, NodePoolReasons.NO_HOST_FAILED, "No host has failed.");
        } else {
            conditions.yes(NodePoolConditions.DEGRADED, reasons.getFirst(), String.join(" ", messages));
        }
    }

    private String unkillable() {
        return facts.snapshot().hosts().stream()
                .filter(host -> host.use().unkillable() > 0)
                .map(host -> host.host())
                .collect(joining(", "));
    }

    private List<HostStatus> wanted(Predicate<HostState> state) {
        return matching(facts.plan().wanted().stream(), state);
    }

    private List<HostStatus> all(Predicate<HostState> state) {
        return matching(facts.plan().all(), state);
    }

    private List<HostStatus> matching(Stream<HostPlan> plans, Predicate<HostState> state) {
        return plans.map(plan -> facts.hosts().get(plan.host()))
                .filter(host -> state.test(host.state()))
                .toList();
    }

    private static String named(List<HostStatus> hosts) {
        return listed(hosts, HostStatus::name);
    }

    private static String explained(List<HostStatus> hosts) {
        return listed(
                hosts,
                host -> host.state().isFailure()
                        ? host.name() + " " + host.reason() + " (" + host.message() + ")"
                        : host.name() + " " + host.state());
    }

    private static String listed(List<HostStatus> hosts, Function<HostStatus, String> text) {
        String first = hosts.stream()
                .sorted(FAILURES_FIRST)
                .limit(NAMED_IN_A_MESSAGE)
                .map(text)
                .collect(joining("; ", ": ", ""));
        int more = hosts.size() - NAMED_IN_A_MESSAGE;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
