package io.kpool.operator.spawn;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.Assignment;
import io.kpool.crd.SpawnConditions;
import io.kpool.operator.conditions.Conditions;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.MasterLoss;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.RestartRules;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what follows when an attempt has ended. Pure. */
final class RetryPlanner {
    /** A condition's time is in whole seconds, cut off. */
    private static final Duration CUT_OFF = Duration.ofSeconds(1);

    private final SpawnView view;
    private final SpawnStatusFactory statuses;

    RetryPlanner(SpawnView view, SpawnStatusFactory statuses) {
        this.view = view;
        this.statuses = statuses;
    }

    SpawnPlan ended(SpawnAttempt attempt, RecordedStart start, Exit exit) {
        SpawnAction acknowledge = new SpawnAction.Acknowledge(attempt);
        if (view.wantsEnd()) {
            return ended(start, exit).then(acknowledge);
        }
        return switch (next(attempt.attempt(), exit.reason(), view.now())) {
            case RestartRules.Final() -> ended(start, exit).then(acknowledge);
            case RestartRules.RetryAt(long millis) -> {
                Instant when = Instant.ofEpochMilli(millis);
                yield SpawnPlan.report(statuses.retrying(start, exit, message(attempt, exit)))
                        .then(acknowledge)
                        .lookAgainAt(when);
            }
            case RestartRules.RetryOnProof() ->
                SpawnPlan.report(statuses.retrying(start, exit, message(attempt, exit)))
                        .then(acknowledge);
        };
    }

    /** What to do until the next attempt may begin; empty: it may. */
    Optional<SpawnPlan> pause() {
        if (view.status().exit().isEmpty()) {
            return Optional.empty();
        }
        ExitReason reason = ExitReason.of(view.status().exit().get().reason());
        SpawnPlan unchanged = SpawnPlan.report(view.status());
        return switch (next(view.status().attempts(), reason, endKnown())) {
            case RestartRules.RetryAt(long millis) -> {
                Instant when = Instant.ofEpochMilli(millis);
                yield view.now().isBefore(when) ? Optional.of(unchanged.lookAgainAt(when)) : Optional.empty();
            }
            case RestartRules.RetryOnProof(), RestartRules.Final() -> Optional.of(unchanged);
        };
    }

    private SpawnPlan ended(RecordedStart start, Exit exit) {
        Instant expires = view.spec().timeToLive().map(view.now()::plus).orElse(Instant.MAX);
        return SpawnPlan.report(statuses.ended(start, exit)).lookAgainAt(expires);
    }

    private RestartRules.Next next(int attempt, ExitReason reason, Instant known) {
        RestartRules rules = new RestartRules(
                policy(), view.spec().attemptLimit().orElse(0), view.spec().backoffSeconds(), masterLoss());
        return rules.after(new RestartRules.EndedAttempt(attempt, reason, known.toEpochMilli()), fate(reason));
    }

    private RestartRules.Policy policy() {
        return switch (view.spec().restartPolicy()) {
            case Never -> RestartRules.Policy.NEVER;
            case OnFailure -> RestartRules.Policy.ON_FAILURE;
            case Always -> RestartRules.Policy.ALWAYS;
        };
    }

    // Without a pool nothing is tried again; when it is back, its own number counts.
    private MasterLoss masterLoss() {
        return view.pool() instanceof PoolSight.Known known
                ? MasterLoss.ofSeconds(known.masterLossSeconds())
                : MasterLoss.NEVER;
    }

    private WorkerFate fate(ExitReason reason) {
        if (reason != ExitReason.NOCONNECTION) {
            return new WorkerFate.Unknown();
        }
        return view.status()
                .assignment()
                .map(RetryPlanner::worker)
                .map(view.sources().fate())
                .orElseGet(WorkerFate.Unknown::new);
    }

    private static WorkerId worker(Assignment assignment) {
        return new WorkerId(assignment.host(), assignment.incarnation());
    }

    private Instant endKnown() {
        return Conditions.of(SpawnConditions.PLACED, view.status().conditions())
                .map(Condition::getLastTransitionTime)
                .map(Instant::parse)
                .map(cut -> cut.plus(CUT_OFF))
                .orElse(view.now());
    }

    private String message(SpawnAttempt attempt, Exit exit) {
        String ended =
                "attempt " + attempt.attempt() + " ended with " + exit.reason().text();
        return exit.message().isEmpty() ? ended : ended + ": " + exit.message();
    }
}
