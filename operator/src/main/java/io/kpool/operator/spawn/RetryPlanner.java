package io.kpool.operator.spawn;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.Assignment;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.conditions.Conditions;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.MasterLoss;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.RestartRules;
import io.kpool.pool.RestartRules.EndedAttempt;
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
        WorkerFate fate = exit.isSeen() ? new WorkerFate.Ended() : fate();
        SpawnPlan retrying =
                SpawnPlan.report(statuses.retrying(start, exit, reason(fate))).then(acknowledge);
        return switch (next(
                new EndedAttempt(attempt.attempt(), exit.reason(), view.now().toEpochMilli()), fate)) {
            case RestartRules.Final() -> ended(start, exit).then(acknowledge);
            case RestartRules.RetryAt(long millis) -> retrying.lookAgainAt(Instant.ofEpochMilli(millis));
            case RestartRules.RetryOnProof() -> retrying;
        };
    }

    /** What to do until the next attempt may begin; empty: it may. */
    Optional<SpawnPlan> pause() {
        if (view.status().exit().isEmpty()) {
            return Optional.empty();
        }
        ExitReason reason = ExitReason.of(view.status().exit().get().reason());
        WorkerFate fate = isUncertain() ? fate() : new WorkerFate.Ended();
        return switch (next(
                new EndedAttempt(view.status().attempts(), reason, endKnown().toEpochMilli()), fate)) {
            case RestartRules.RetryAt(long millis) -> until(Instant.ofEpochMilli(millis), fate);
            case RestartRules.RetryOnProof(), RestartRules.Final() -> Optional.of(SpawnPlan.report(view.status()));
        };
    }

    private Optional<SpawnPlan> until(Instant when, WorkerFate fate) {
        if (isUncertain() && fate instanceof WorkerFate.Ended) {
            // The next leader has only the status to know it from.
            Instant next = when.isAfter(view.now()) ? when : view.now();
            return Optional.of(SpawnPlan.report(statuses.certain()).lookAgainAt(next));
        }
        SpawnPlan unchanged = SpawnPlan.report(view.status());
        return view.now().isBefore(when) ? Optional.of(unchanged.lookAgainAt(when)) : Optional.empty();
    }

    /** Any other reason was given when the last attempt was known to be over. */
    private boolean isUncertain() {
        return placed().filter(condition -> SpawnReasons.LAST_ATTEMPT_UNCERTAIN.equals(condition.getReason()))
                .isPresent();
    }

    private static String reason(WorkerFate fate) {
        return fate instanceof WorkerFate.Ended ? SpawnReasons.BACK_OFF : SpawnReasons.LAST_ATTEMPT_UNCERTAIN;
    }

    private SpawnPlan ended(RecordedStart start, Exit exit) {
        Instant expires = view.spec().timeToLive().map(view.now()::plus).orElse(Instant.MAX);
        return SpawnPlan.report(statuses.ended(start, exit)).lookAgainAt(expires);
    }

    private RestartRules.Next next(EndedAttempt ended, WorkerFate fate) {
        RestartRules rules = new RestartRules(
                policy(), view.spec().attemptLimit().orElse(0), view.spec().backoffSeconds(), masterLoss());
        return rules.after(ended, fate);
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

    private WorkerFate fate() {
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
        return placed().map(Condition::getLastTransitionTime)
                .map(Instant::parse)
                .map(cut -> cut.plus(CUT_OFF))
                .orElse(view.now());
    }

    private Optional<Condition> placed() {
        return Conditions.of(SpawnConditions.PLACED, view.status().conditions());
    }
}
