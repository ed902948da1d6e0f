package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.UpdateStrategy;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replaces the workers that were made from an earlier spec: those that serve nobody at once, the others a few at a time,
 * the idlest first. Pure.
 */
final class RollingUpdate {
    private static final Report REPLACED = new Report(HostState.Draining, HostReasons.REPLACED, HostPlanner.REPLACED);

    private final UpdateStrategy strategy;
    private final Observation seen;

    RollingUpdate(UpdateStrategy strategy, Observation seen) {
        this.strategy = strategy;
        this.seen = seen;
    }

    /** @param outdated hosts that run what an earlier spec asked for and are not leaving already */
    List<HostPlan> roll(List<HostPlan> decided, Set<String> outdated) {
        if (outdated.isEmpty() || !strategy.type().rolls()) {
            return decided;
        }
        Set<String> next = next(decided, outdated);
        return decided.stream()
                .map(plan -> isDue(plan, outdated, next) ? replace(plan) : plan)
                .toList();
    }

    private Set<String> next(List<HostPlan> decided, Set<String> outdated) {
        long away = decided.stream().filter(HostPlan::isAway).count();
        return decided.stream()
                .filter(HostPlan::isReady)
                .map(HostPlan::host)
                .filter(outdated::contains)
                .sorted(Comparator.comparing(seen::processesOf))
                .limit(Math.max(0, strategy.maxUnavailable() - away))
                .collect(Collectors.toSet());
    }

    private boolean isDue(HostPlan plan, Set<String> outdated, Set<String> next) {
        return next.contains(plan.host()) || outdated.contains(plan.host()) && servesNobody(plan);
    }

    private boolean servesNobody(HostPlan plan) {
        HostState state = plan.report().state();
        return state.isFailure() || state == HostState.Starting && !seen.mayDialAgain(plan.host());
    }

    private HostPlan replace(HostPlan plan) {
        return plan.step() instanceof Delete ? plan : plan.deleting(seen.pods().get(plan.host()), REPLACED);
    }
}
