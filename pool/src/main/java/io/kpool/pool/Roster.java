package io.kpool.pool;

import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts of a pool with their workers, and who of them may be chosen.
 *
 * <p>A host that is no longer wanted is remembered, so that a former worker of it is still known as such.
 */
final class Roster {
    private static final Comparator<Host> ORDER = Comparator.comparing((Host host) -> !host.isWanted())
            .thenComparing(Host::order)
            .thenComparing(Host::name);

    private final Map<String, Host> hosts = new HashMap<>();
    // Asked for each request that finds no place, so that they are kept.
    private final Set<Host> awaited = new HashSet<>();
    private final Set<Host> lackingAttached = new HashSet<>();
    private PlacementStrategy strategy;
    private Ranking ranking;
    private int readyHosts;
    private boolean expecting = true;
    private long lastReadyMillis = Long.MIN_VALUE;
    private long uses;

    Host host(String name, Turn turn) {
        return hosts.computeIfAbsent(name, unknown -> new Host(unknown, turn.unixMillis()));
    }

    /** Those wanted in their order, then those that are still there. */
    List<Host> hosts() {
        return hosts.values().stream()
                .filter(host -> host.isWanted() || host.worker().isPresent())
                .sorted(ORDER)
                .toList();
    }

    List<Worker> workers() {
        List<Worker> workers = new ArrayList<>();
        hosts.values().forEach(host -> host.worker().ifPresent(workers::add));
        return workers;
    }

    Optional<Worker> worker(WorkerId id) {
        Host host = hosts.get(id.host());
        return host == null
                ? Optional.empty()
                : host.worker().filter(worker -> worker.id().incarnation() == id.incarnation());
    }

    /** Whether that worker was a member and is not any more, or a later one of its host was. */
    boolean isOver(WorkerId id) {
        Host host = hosts.get(id.host());
        return host != null
                && id.incarnation() <= host.highestIncarnation()
                && worker(id).isEmpty();
    }

    void apply(PoolSettings settings, Turn turn) {
        Set<String> names = settings.hosts().stream().map(HostSettings::name).collect(Collectors.toSet());
        hosts.values().stream().filter(host -> !names.contains(host.name())).forEach(Host::unwanted);
        for (int i = 0; i < settings.hosts().size(); i++) {
            HostSettings wanted = settings.hosts().get(i);
            host(wanted.name(), turn).wanted(wanted, i);
        }
        if (settings.placement().strategy() != strategy) {
            strategy = settings.placement().strategy();
            ranking = Ranking.of(strategy);
            hosts().forEach(host -> host.worker().ifPresent(this::enter));
        }
        hosts.values().forEach(host -> renew(host, turn));
    }

    /** Whoever served an earlier leader and could come back has. */
    void expectsNobody() {
        expecting = false;
    }

    Optional<Host> known(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    /** Whether a host that someone else starts has no worker. */
    boolean lacksAttached() {
        return !lackingAttached.isEmpty();
    }

    /** The next attached worker of a host, if that may have one now. */
    Optional<WorkerId> newcomer(String name, long unixSeconds) {
        return known(name)
                .filter(Host::wantsAttached)
                .filter(host -> host.worker()
                        .filter(worker -> worker.provision() == Provision.STARTED)
                        .isEmpty())
                .map(host -> WorkerId.next(name, host.highestIncarnation(), unixSeconds));
    }

    void occupy(Worker worker, Turn turn) {
        worker.host().occupy(worker);
        renew(worker.host(), turn);
    }

    void vacate(Worker worker, Problem why, Turn turn) {
        worker.link().notReady();
        ranking.remove(worker);
        worker.host().vacate(why);
        renew(worker.host(), turn);
    }

    /** What is known of a host, or of the way to its worker, changed. */
    void renew(Host host, Turn turn) {
        host.worker().ifPresent(worker -> {
            Link link = worker.link();
            if (link.isServing() && (worker.workload().isReported() || !ranking.needsReport())) {
                link.ready();
            } else {
                link.notReady();
            }
            ranking.refresh(worker);
        });
        note(host);
        HostState before = host.status().state();
        if (host.renewStatus(turn)) {
            turn.add(new Effect.HostChanged(host.name(), host.status()));
        }
        count(before, host.status().state(), turn);
    }

    /** What a worker runs changed. */
    void refresh(Worker worker) {
        if (worker.host().worker().filter(current -> current == worker).isPresent()) {
            ranking.refresh(worker);
        }
    }

    void reported(Worker worker, Turn turn) {
        renew(worker.host(), turn);
        ranking.reported(worker);
    }

    PlacementStrategy strategy() {
        return strategy;
    }

    /** Who would be chosen; counts as nothing. */
    Optional<Worker> next() {
        return ranking.next();
    }

    Optional<Worker> choose(Target target) {
        Optional<Worker> chosen =
                switch (target) {
                    case Anywhere() -> ranking.choose();
                    case OnHost(String name) ->
                        Optional.ofNullable(hosts.get(name))
                                .flatMap(Host::worker)
                                .filter(Worker::isPlaceable);
                };
        if (target instanceof OnHost) {
            chosen.ifPresent(ranking::used);
        }
        chosen.ifPresent(worker -> worker.workload().used(++uses));
        return chosen;
    }

    /** Somebody was told to use that worker, and will: it is as if a process were there until it reports. */
    void lend(Worker worker, long nowMillis) {
        worker.workload().lend(nowMillis);
        ranking.refresh(worker);
    }

    /** Whether a host that would do is ready. */
    boolean isReady(Target target) {
        return switch (target) {
            case Anywhere() -> readyHosts > 0;
            case OnHost(String name) ->
                hosts.containsKey(name) && hosts.get(name).status().state().isPlaceable();
        };
    }

    /** Whether one was at that time or later. */
    boolean wasReady(Target target, long sinceMillis) {
        long last =
                switch (target) {
                    case Anywhere() -> lastReadyMillis;
                    case OnHost(String name) ->
                        hosts.containsKey(name) ? hosts.get(name).lastReadyMillis() : Long.MIN_VALUE;
                };
        return isReady(target) || last >= sinceMillis;
    }

    /** Whether a worker of an earlier leader may still come back; of an attached one nothing else tells. */
    boolean isSettling() {
        return !awaited.isEmpty() || expecting && lacksAttached();
    }

    private void note(Host host) {
        if (host.isAwaited()) {
            awaited.add(host);
        } else {
            awaited.remove(host);
        }
        if (host.lacksAttached()) {
            lackingAttached.add(host);
        } else {
            lackingAttached.remove(host);
        }
    }

    private void enter(Worker worker) {
        ranking.refresh(worker);
        if (worker.workload().isReported()) {
            ranking.reported(worker);
        }
    }

    private void count(HostState before, HostState after, Turn turn) {
        if (before.isPlaceable()) {
            lastReadyMillis = turn.now();
            readyHosts--;
        }
        if (after.isPlaceable()) {
            readyHosts++;
        }
    }
}
