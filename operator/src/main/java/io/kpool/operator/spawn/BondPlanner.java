package io.kpool.operator.spawn;

import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.LinkRules;
import io.kpool.pool.SpawnAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a Spawn does while those that it is to be linked with, or its groups, do not let it start. Pure. */
final class BondPlanner {
    private final SpawnView view;
    private final SpawnStatusFactory statuses;

    BondPlanner(SpawnView view, SpawnStatusFactory statuses) {
        this.view = view;
        this.statuses = statuses;
    }

    /** What an attempt may do that is not sent to a worker. */
    sealed interface Verdict {
        /** It may be sent, with that being so from its first moment on. */
        record Free(FirstMoment moment) implements Verdict {}

        record Instead(SpawnPlan plan) implements Verdict {}
    }

    /** What it waits for. */
    private record Lack(String reason, String message) {}

    /** Of the attempt that comes next; a place that was asked for meanwhile is given back. */
    Verdict next(SpawnAttempt attempt) {
        return verdict(attempt, lack -> waiting(attempt, lack));
    }

    /** Of one that has its place already, which it keeps. */
    Verdict placed(SpawnAttempt attempt) {
        return verdict(attempt, lack -> SpawnPlan.report(view.status()));
    }

    private Verdict verdict(SpawnAttempt attempt, Function<Lack, SpawnPlan> waiting) {
        return switch (view.start()) {
            case LinkRules.Linked(var partners) ->
                missing()
                        .<Verdict>map(lack -> new Verdict.Instead(waiting.apply(lack)))
                        .orElseGet(() -> new Verdict.Free(new FirstMoment(partners, view.memberships())));
            case LinkRules.After partners -> new Verdict.Instead(waiting.apply(notStarted(partners)));
            case LinkRules.NoProcess(var name) -> new Verdict.Instead(ended(attempt, name));
        };
    }

    private Optional<Lack> missing() {
        List<String> groups = view.missingGroups();
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lack(
                        SpawnReasons.GROUP_NOT_FOUND,
                        "there is no process group " + String.join(", ", groups)
                                + " in this namespace: create a ProcessGroup"));
    }

    private static Lack notStarted(LinkRules.After partners) {
        return new Lack(SpawnReasons.PARTNER_NOT_STARTED, message(partners));
    }

    private SpawnPlan waiting(SpawnAttempt attempt, Lack lack) {
        SpawnPlan plan = SpawnPlan.report(statuses.waiting(lack.reason(), lack.message()));
        Optional<RequestNews> news = view.news(attempt);
        return news.isPresent() ? plan.then(new SpawnAction.Abandon(attempt)) : plan;
    }

    private static String message(LinkRules.After partners) {
        List<String> parts = new ArrayList<>();
        partners.absent().forEach(name -> parts.add("there is no Spawn \"" + name + "\" in this namespace"));
        partners.notRunning().forEach(name -> parts.add("Spawn \"" + name + "\" does not run yet"));
        return String.join(", ", parts) + (parts.size() == 1 ? "; it waits for it" : "; it waits for them");
    }

    private SpawnPlan ended(SpawnAttempt attempt, String partner) {
        Instant expires = view.spec().timeToLive().map(view.now()::plus).orElse(Instant.MAX);
        return SpawnPlan.report(statuses.noProcess("Spawn " + partner + ", which it was to be linked with, has ended"))
                .then(new SpawnAction.Abandon(attempt))
                .lookAgainAt(expires);
    }
}
