package io.kpool.operator.spawn;

import io.kpool.crd.Assignment;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a Spawn's status should say and what to do next. Pure.
 *
 * <p>An attempt is <em>open</em> from the moment its assignment is in the status until its exit is. What the pool's
 * master says of an open attempt is written down before it is acted on; what it says of one that is not in the status
 * is only ever a proposal.
 */
final class SpawnPlanner {
    /** When the cache has not caught up with what is known already. */
    private static final Duration CACHE_LAG = Duration.ofMillis(100);

    private final SpawnView view;
    private final SpawnStatusFactory statuses;
    private final RetryPlanner retries;
    private final BondPlanner bonds;

    private SpawnPlanner(SpawnView view) {
        this.view = view;
        this.statuses = new SpawnStatusFactory(view);
        this.retries = new RetryPlanner(view, statuses);
        this.bonds = new BondPlanner(view, statuses);
    }

    static SpawnPlan plan(SpawnView view) {
        return new SpawnPlanner(view).plan();
    }

    private SpawnPlan plan() {
        if (view.status().finished()) {
            return finished();
        }
        return view.open().map(this::open).orElseGet(this::atRest);
    }

    private SpawnPlan finished() {
        Instant ended = Instant.parse(view.status().completionTime());
        Optional<Instant> expires = view.spec().timeToLive().map(ended::plus);
        if (expires.isPresent() && !view.now().isBefore(expires.get())) {
            return unchanged().then(new SpawnAction.Delete());
        }
        SpawnAttempt last = view.attempt(Math.max(1, view.status().attempts()));
        SpawnPlan plan = view.news(last).isPresent() ? unchanged().then(leave(last)) : unchanged();
        return plan.lookAgainAt(expires.orElse(Instant.MAX));
    }

    // Of a finished Spawn: word of its end is acknowledged already, or the acknowledgement was lost.
    private SpawnAction leave(SpawnAttempt last) {
        return view.news(last).filter(RequestNews.Ended.class::isInstance).isPresent()
                ? new SpawnAction.Acknowledge(last)
                : new SpawnAction.Abandon(last);
    }

    private SpawnPlan open(Assignment open) {
        SpawnAttempt attempt = view.attempt(open.attempt());
        io.kpool.pool.Assignment durable = durable(open);
        SpawnPlan plan =
                switch (view.news(attempt).orElse(null)) {
                    case null -> unheard(attempt, durable.worker());
                    case RequestNews.Assigned(var assigned) -> dispatch(assigned, durable, attempt);
                    // Its worker refused it; it stays assigned there in the status until it is assigned elsewhere.
                    case RequestNews.Waiting _ -> unchanged();
                    case RequestNews.Refused(var why) -> refused(why, attempt);
                    case RequestNews.Running(var pid, long millis) ->
                        SpawnPlan.report(statuses.running(pid, millis, ""));
                    case RequestNews.Unkillable(var pid, long millis) ->
                        SpawnPlan.report(statuses.running(pid, millis, "it got a kill and ignores it"));
                    case RequestNews.Ended(var start, var exit) -> retries.ended(attempt, start, exit);
                };
        return view.wantsEnd() && !plan.status().finished() ? stopping(plan, attempt) : plan;
    }

    private static SpawnPlan stopping(SpawnPlan plan, SpawnAttempt attempt) {
        List<SpawnAction> actions = plan.then().stream()
                .filter(action -> !(action instanceof SpawnAction.Dispatch))
                .toList();
        return new SpawnPlan(plan.status(), actions, plan.lookAgain()).and(new SpawnAction.Stop(attempt));
    }

    private SpawnPlan dispatch(
            io.kpool.pool.Assignment assigned, io.kpool.pool.Assignment durable, SpawnAttempt attempt) {
        return switch (bonds.placed(attempt)) {
            case BondPlanner.Verdict.Instead(var plan) -> plan;
            case BondPlanner.Verdict.Free(var moment) -> {
                // Other than what is durable: its worker refused it, so that it has not run and may run elsewhere.
                SpawnPlan plan = assigned.equals(durable)
                        ? unchanged()
                        : SpawnPlan.report(statuses.placed(assigned, attempt.attempt()));
                yield plan.then(new SpawnAction.Dispatch(assigned, moment));
            }
        };
    }

    private SpawnPlan unheard(SpawnAttempt attempt, WorkerId worker) {
        RecordedStart start = view.recordedStart();
        return switch (view.pool()) {
            case PoolSight.Known _ -> unchanged().then(new SpawnAction.Restore(attempt, worker, start, view.moment()));
            case PoolSight.Undeclared() -> unchanged();
            case PoolSight.Missing() ->
                SpawnPlan.report(statuses.ended(
                        start,
                        Exit.of(
                                ExitReason.NOCONNECTION,
                                "its pool " + view.spec().poolName() + " is gone",
                                view.now().toEpochMilli())));
        };
    }

    private SpawnPlan atRest() {
        SpawnAttempt next = view.nextAttempt();
        if (view.wantsEnd()) {
            return SpawnPlan.report(statuses.stoppedAtRest()).then(new SpawnAction.Abandon(next));
        }
        return retries.pause().orElseGet(() -> wanted(next));
    }

    private SpawnPlan wanted(SpawnAttempt next) {
        return switch (view.news(next).orElse(null)) {
            case RequestNews.Running _, RequestNews.Unkillable _, RequestNews.Ended _ ->
                unchanged().lookAgainAt(view.now().plus(CACHE_LAG));
            case null, default ->
                switch (bonds.next(next)) {
                    case BondPlanner.Verdict.Instead(var plan) -> plan;
                    case BondPlanner.Verdict.Free(var moment) -> wanted(next, moment);
                };
        };
    }

    private SpawnPlan wanted(SpawnAttempt next, FirstMoment moment) {
        return switch (view.pool()) {
            case PoolSight.Missing() -> SpawnPlan.report(statuses.waiting(SpawnReasons.POOL_NOT_FOUND, noPool()));
            case PoolSight.Undeclared() -> unchanged();
            case PoolSight.Known _ -> proposed(next, moment);
        };
    }

    private String noPool() {
        String name = view.spec().poolName();
        return view.status().attempts() == 0
                ? "there is no NodePool " + name + " in this namespace; it starts when there is one"
                : "its pool " + name + " was deleted; it starts again when there is one of that name";
    }

    private SpawnPlan proposed(SpawnAttempt next, FirstMoment moment) {
        return switch (view.news(next).orElse(null)) {
            case RequestNews.Waiting(var why) -> waiting(why);
            case RequestNews.Refused(var why) -> refused(why, next);
            case RequestNews.Assigned(var assigned) ->
                SpawnPlan.report(statuses.placed(assigned, next.attempt()))
                        .then(new SpawnAction.Dispatch(assigned, moment));
            case null, default -> unchanged().then(new SpawnAction.Submit(next));
        };
    }

    private SpawnPlan waiting(PlacementFailure why) {
        NoPlace noPlace = NoPlace.of(why, view);
        return SpawnPlan.report(statuses.waiting(noPlace.reason(), noPlace.message()));
    }

    private SpawnPlan refused(PlacementFailure why, SpawnAttempt attempt) {
        NoPlace noPlace = NoPlace.of(why, view);
        return SpawnPlan.report(statuses.refused(noPlace.reason(), noPlace.message()))
                .then(new SpawnAction.Acknowledge(attempt));
    }

    private io.kpool.pool.Assignment durable(Assignment open) {
        return new io.kpool.pool.Assignment(
                view.attempt(open.attempt()), new WorkerId(open.host(), open.incarnation()), open.epoch());
    }

    private SpawnPlan unchanged() {
        return SpawnPlan.report(view.status());
    }
}
