package io.kpool.operator.spawn;

import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.LinkRules;
import io.kpool.pool.Pid;
import io.kpool.pool.SpawnAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides what a Spawn does while those that it is to be linked with do not let it start. Pure. */
final class LinkPlanner {
    private final SpawnView view;
    private final SpawnStatusFactory statuses;

    LinkPlanner(SpawnView view, SpawnStatusFactory statuses) {
        this.view = view;
        this.statuses = statuses;
    }

    /** What an attempt may do that is not sent to a worker. */
    sealed interface Verdict {
        /** It may be sent, and is linked with these. */
        record Linked(Set<Pid> partners) implements Verdict {}

        record Instead(SpawnPlan plan) implements Verdict {}
    }

    /** Of the attempt that comes next; a place that was asked for meanwhile is given back. */
    Verdict next(SpawnAttempt attempt) {
        return verdict(attempt, names -> waiting(attempt, names));
    }

    /** Of one that has its place already, which it keeps. */
    Verdict placed(SpawnAttempt attempt) {
        return verdict(attempt, names -> SpawnPlan.report(view.status()));
    }

    private Verdict verdict(SpawnAttempt attempt, Function<List<String>, SpawnPlan> waiting) {
        return switch (view.start()) {
            case LinkRules.Linked(var partners) -> new Verdict.Linked(partners);
            case LinkRules.After(var names) -> new Verdict.Instead(waiting.apply(names));
            case LinkRules.NoProcess(var name) -> new Verdict.Instead(ended(attempt, name));
        };
    }

    private SpawnPlan waiting(SpawnAttempt attempt, List<String> names) {
        String message = "waits until " + String.join(", ", names) + (names.size() == 1 ? " runs" : " run");
        SpawnPlan plan = SpawnPlan.report(statuses.waiting(SpawnReasons.PARTNER_NOT_STARTED, message));
        Optional<RequestNews> news = view.news(attempt);
        return news.isPresent() ? plan.then(new SpawnAction.Abandon(attempt)) : plan;
    }

    private SpawnPlan ended(SpawnAttempt attempt, String partner) {
        Instant expires = view.spec().timeToLive().map(view.now()::plus).orElse(Instant.MAX);
        return SpawnPlan.report(statuses.noProcess("Spawn " + partner + ", which it was to be linked with, has ended"))
                .then(new SpawnAction.Abandon(attempt))
                .lookAgainAt(expires);
    }
}
