package io.kpool.operator.spawn;

import io.kpool.crd.Assignment;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.crd.SpawnStatus;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.LinkRules;
import io.kpool.pool.Pid;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One Spawn and everything that decides about it, at one moment.
 *
 * @param news of its attempts, by the pool's master
 * @param fate of workers
 */
record SpawnView(Spawn spawn, PoolSight pool, Sources sources, Instant now) {

    /** What is asked only when it matters. */
    record Sources(
            Function<SpawnAttempt, Optional<RequestNews>> news, Function<WorkerId, WorkerFate> fate, Links links) {}

    /** What is known of those that a Spawn is to be linked with. */
    interface Links {
        /** Whether they let it start. */
        LinkRules.Start start(Spawn spawn);

        /** The processes of their current or last attempts. */
        Set<Pid> pids(Spawn spawn);
    }

    SpawnSpec spec() {
        return spawn.getSpec();
    }

    SpawnStatus status() {
        return spawn.lastStatus();
    }

    String uid() {
        return spawn.getMetadata().getUid();
    }

    boolean wantsEnd() {
        return spec().desiredState().wantsEnd();
    }

    /** The assignment whose end is not recorded; empty: there is none. */
    Optional<Assignment> open() {
        return status().exit().isPresent() || status().finished() ? Optional.empty() : status().assignment();
    }

    SpawnAttempt attempt(int number) {
        return new SpawnAttempt(uid(), number);
    }

    /** The attempt that comes after those placed. */
    SpawnAttempt nextAttempt() {
        return attempt(status().attempts() + 1);
    }

    Optional<RequestNews> news(SpawnAttempt attempt) {
        return sources.news().apply(attempt);
    }

    /** Whether those that it is to be linked with let it start. */
    LinkRules.Start start() {
        return sources.links().start(spawn);
    }

    Set<Pid> partners() {
        return sources.links().pids(spawn);
    }

    /** What the status says of the start of the last attempt. */
    RecordedStart recordedStart() {
        return status().pid().isEmpty()
                ? new RecordedStart.NotStarted()
                : new RecordedStart.StartedAs(
                        Pid.parse(status().pid()),
                        Instant.parse(status().startTime()).toEpochMilli());
    }
}
