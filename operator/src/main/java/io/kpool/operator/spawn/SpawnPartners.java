package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnStatus;
import io.kpool.pool.LinkRules;
import io.kpool.pool.LinkRules.NotRunning;
import io.kpool.pool.LinkRules.Partner;
import io.kpool.pool.Pid;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what a Spawn must know of those that it is linked with, by its own spec or by theirs. */
final class SpawnPartners implements SpawnView.Links {
    private final SpawnCache spawns;

    SpawnPartners(SpawnCache spawns) {
        this.spawns = spawns;
    }

    @Override
    public LinkRules.Start start(Spawn spawn) {
        LinkRules rules = new LinkRules(
                name -> named(spawn, name).<Partner>map(SpawnPartners::partner).orElseGet(LinkRules.Missing::new));
        Set<Pid> namedBy = running(spawns.naming(spawn).stream()).collect(Collectors.toSet());
        return rules.start(spawn.getMetadata().getName(), waiting(spawn), namedBy);
    }

    @Override
    public Set<Pid> pids(Spawn spawn) {
        Stream<Pid> own = spawn.getSpec().links().stream()
                .flatMap(name -> named(spawn, name).stream())
                .map(partner -> partner.lastStatus().pid())
                .filter(pid -> !pid.isEmpty())
                .map(Pid::parse);
        return Stream.concat(own, running(spawns.naming(spawn).stream())).collect(Collectors.toSet());
    }

    /** Those that wait for it or for its partners, however indirectly. */
    Set<ResourceID> waitingFor(Spawn spawn) {
        Set<ResourceID> waiting = new HashSet<>();
        Queue<Spawn> waitedFor = new ArrayDeque<>(List.of(spawn));
        while (!waitedFor.isEmpty()) {
            spawns.naming(waitedFor.remove()).stream()
                    .filter(one -> partner(one) instanceof NotRunning)
                    .filter(one -> waiting.add(ResourceID.fromResource(one)))
                    .forEach(waitedFor::add);
        }
        return waiting;
    }

    private Optional<Spawn> named(Spawn by, String name) {
        return spawns.withId(new ResourceID(name, by.getMetadata().getNamespace()));
    }

    private static Stream<Pid> running(Stream<Spawn> spawns) {
        return spawns.map(SpawnPartners::partner)
                .filter(LinkRules.Running.class::isInstance)
                .map(running -> ((LinkRules.Running) running).pid());
    }

    private static Partner partner(Spawn spawn) {
        SpawnStatus status = spawn.lastStatus();
        if (status.finished()) {
            return new LinkRules.Over();
        }
        boolean runs = status.exit().isEmpty() && !status.pid().isEmpty();
        return runs ? new LinkRules.Running(Pid.parse(status.pid())) : waiting(spawn);
    }

    private static NotRunning waiting(Spawn spawn) {
        long created = Instant.parse(spawn.getMetadata().getCreationTimestamp()).toEpochMilli();
        return new NotRunning(created, Set.copyOf(spawn.getSpec().links()));
    }
}
