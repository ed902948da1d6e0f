package io.kpool.operator.spawn;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.crd.CommandLineBuilder;
import io.kpool.crd.DesiredState;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Assignment;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LinkRules;
import io.kpool.pool.Pid;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One Spawn and all that decides about it, for a test to set. */
final class PlannedSpawn {
    static final String UID = "5b2c";
    static final WorkerId ALPHA = new WorkerId("alpha", 7);
    static final Pid PID = new Pid("demo", "alpha", 7, 1);
    static final SpawnAttempt FIRST = new SpawnAttempt(UID, 1);
    static final SpawnAttempt SECOND = new SpawnAttempt(UID, 2);
    static final Assignment PLACED = new Assignment(FIRST, ALPHA, 42);
    static final RecordedStart STARTED = new RecordedStart.StartedAs(PID, 1_000);

    final Map<SpawnAttempt, RequestNews> news = new HashMap<>();
    PoolSight pool = new PoolSight.Known(300, Set.of("alpha", "beta"), Set.of(), Map.of("alpha", "node-1"));
    WorkerFate fate = new WorkerFate.Unknown();
    LinkRules.Start start = new LinkRules.Linked(Set.of());
    Set<Pid> partners = Set.of();
    final Map<String, String> groups = new HashMap<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Spawn spawn = spawn(spec -> spec);

    SpawnPlan plan() {
        return SpawnPlanner.plan(new SpawnView(
                spawn,
                pool,
                new SpawnView.Sources(
                        attempt -> Optional.ofNullable(news.get(attempt)),
                        worker -> fate,
                        new Links(),
                        group -> Optional.ofNullable(groups.get(group))),
                now));
    }

    private final class Links implements SpawnView.Links {
        @Override
        public LinkRules.Start start(Spawn any) {
            return start;
        }

        @Override
        public Set<Pid> pids(Spawn any) {
            return partners;
        }
    }

    // What the operator would have made of it so far.
    void take(RequestNews next) {
        news.put(FIRST, next);
        spawn.setStatus(plan().status());
    }

    void placed() {
        take(new RequestNews.Assigned(PLACED));
    }

    void running() {
        placed();
        take(new RequestNews.Running(PID, 1_000));
    }

    void ended(ExitReason reason) {
        running();
        take(new RequestNews.Ended(STARTED, exit(reason)));
    }

    void stop() {
        spawn.setSpec(SpawnSpecBuilder.builder(spawn.getSpec())
                .desiredState(DesiredState.Stopped)
                .build());
    }

    static Exit exit(ExitReason reason) {
        return Exit.of(reason, "", 2_000);
    }

    static Condition condition(SpawnPlan plan, String type) {
        return plan.status().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static Spawn spawn(UnaryOperator<SpawnSpecBuilder> more) {
        Spawn spawn = new Spawn();
        spawn.setMetadata(new ObjectMetaBuilder()
                .withNamespace("acme")
                .withName("job")
                .withUid(UID)
                .withGeneration(1L)
                .build());
        spawn.setSpec(more.apply(SpawnSpecBuilder.builder()
                        .poolName("demo")
                        .commandOrNull(CommandLineBuilder.builder()
                                .argv(List.of("true"))
                                .build()))
                .build());
        return spawn;
    }
}
