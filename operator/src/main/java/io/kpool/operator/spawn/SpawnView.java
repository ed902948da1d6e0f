package io.kpool.operator.spawn;

import io.kpool.crd.Assignment;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.crd.SpawnStatus;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.LinkRules;
import io.kpool.pool.Pid;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One Spawn and everything that decides about it, at one moment.
 *
 * @param news of its attempts, by the pool's master
 * @param fate of workers
 */
record SpawnView(Spawn spawn, PoolSight pool, Sources sources, Instant now) {

    /** What is asked only when it matters. */
    record Sources(
            Function<SpawnAttempt, Optional<RequestNews>> news,
            Function<WorkerId, WorkerFate> fate,
            Links links,
            Groups groups) {}

    /** What is known of those that a Spawn is to be linked with. */
    interface Links {
        /** Whether they let it start. */
        LinkRules.Start start(Spawn spawn);

        /** The processes of their current or last attempts. */
        Set<Pid> pids(Spawn spawn);
    }

    /** The process groups of a Spawn's namespace. */
    interface Groups {
        /** The uid of the group of that name; empty: there is none. */
        Optional<String> uid(String group);
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

    /** The groups that it is to be in and that do not exist, in the order of its spec. */
    List<String> missingGroups() {
        return spec().groups().stream()
                .filter(group -> sources.groups().uid(group).isEmpty())
                .toList();
    }

    /** The groups that it is in, of those that exist, and the names that it bears. */
    List<Membership> memberships() {
        Stream<Membership> groups = spec().groups().stream()
                .flatMap(group ->
                        sources.groups().uid(group).stream().map(uid -> new Membership(Key.group(group), uid, 1)));
        Stream<Membership> names = spec().registerAs().stream().map(name -> new Membership(Key.name(name), "", 1));
        return Stream.concat(groups, names).toList();
    }

    /** Of an attempt that was sent before. */
    FirstMoment moment() {
        return new FirstMoment(sources.links().pids(spawn), memberships());
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
