package io.kpool.pool;

import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tree against looking at every host. */
class PlacementPropertyTest {
    private static final Comparator<Model> LEAST_LOADED = Comparator.<Model, Boolean>comparing(host -> host.stale)
            .thenComparing(host -> (host.load() + 500) / 1_000)
            .thenComparing(host -> host.processes.size())
            .thenComparing(host -> host.lastUse)
            .thenComparing(host -> host.order);
    private static final Comparator<Model> PACKED = Comparator.<Model>comparingInt(
                    host -> PoolFixture.SLOTS - host.processes.size())
            .thenComparing(host -> host.order);

    private enum Kind {
        PLACE,
        START,
        EXIT,
        REPORT,
        CORDON,
        OPEN,
        SILENCE
    }

    private record Step(Kind kind, int host, int choice) {}

    private record Report(long millis, long load) {}

    private static final class Model {
        private final String name;
        private final int order;
        private final List<RequestId> unsent = new ArrayList<>();
        private final List<Pid> running = new ArrayList<>();
        private final List<Object> processes = new ArrayList<>();
        private final Map<Object, Long> placed = new HashMap<>();
        private final Map<Pid, Long> sent = new HashMap<>();
        private final List<Report> reports = new ArrayList<>(List.of(new Report(PoolFixture.START, 0)));
        private long now = PoolFixture.START;
        private long commands;
        private long covered;
        private long reported;
        private long lastUse;
        private boolean open = true;
        private boolean heard = true;
        private boolean stale;

        private Model(String name, int order) {
            this.name = name;
            this.order = order;
        }

        private long load() {
            long uncovered =
                    sent.values().stream().filter(command -> command > covered).count();
            return Math.max(reported + 1_000 * (unsent.size() + uncovered), expected());
        }

        /** What it had besides what it was given in the last two seconds, and one for each of those. */
        private long expected() {
            long least = IntStream.range(0, reports.size())
                    .filter(i -> i == reports.size() - 1 || isRecent(reports.get(i + 1).millis))
                    .mapToLong(i -> reports.get(i).load)
                    .min()
                    .orElseThrow();
            return least
                    + 1_000 * placed.values().stream().filter(this::isRecent).count();
        }

        private boolean isRecent(long millis) {
            return millis >= now - RecentWork.WINDOW_MILLIS;
        }

        private boolean takes() {
            return open && heard && processes.size() < PoolFixture.SLOTS;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 500)
    void choosesTheLeastLoaded(@ForAll("steps") List<Step> steps) {
        new Run(PlacementStrategy.LEAST_LOADED, LEAST_LOADED).take(steps);
    }

    @Property(tries = 500)
    void choosesTheFullest(@ForAll("steps") List<Step> steps) {
        new Run(PlacementStrategy.PACKED, PACKED).take(steps);
    }

    private static final class Run {
        private final PoolFixture pool;
        private final Comparator<Model> best;
        private final List<Model> hosts = new ArrayList<>();
        private long uses;

        private Run(PlacementStrategy strategy, Comparator<Model> best) {
            this.pool = PoolFixture.ready(strategy, "d", "c", "b", "a");
            this.best = best;
            for (String name : List.of("d", "c", "b", "a")) {
                hosts.add(new Model(name, hosts.size()));
            }
        }

        private void take(List<Step> steps) {
            for (Step step : steps) {
                Model host = hosts.get(step.host);
                switch (step.kind) {
                    case PLACE -> place();
                    case START -> start(host);
                    case EXIT -> exit(host, step.choice);
                    case REPORT -> report(host, step.choice);
                    case CORDON -> cordon(host, Admission.CORDONED);
                    case OPEN -> cordon(host, Admission.OPEN);
                    case SILENCE -> silence(host);
                }
            }
        }

        private void place() {
            Optional<Model> expected = hosts.stream().filter(Model::takes).min(best);
            RequestId request = pool.submit();

            assertThat(pool.hostOf(request)).isEqualTo(expected.map(host -> host.name));
            expected.ifPresentOrElse(
                    host -> {
                        host.unsent.add(request);
                        host.processes.add(request);
                        host.placed.put(request, pool.now);
                        host.lastUse = ++uses;
                    },
                    () -> pool.stop(request, new StopOrder(ExitReason.SHUTDOWN, 0)));
        }

        private void start(Model host) {
            if (!host.unsent.isEmpty() && host.heard) {
                RequestId request = host.unsent.removeFirst();
                Pid pid = pool.start(request);
                host.commands++;
                host.running.add(pid);
                host.sent.put(pid, host.commands);
                host.processes.remove(request);
                host.processes.add(pid);
                host.placed.remove(request);
                host.placed.put(pid, pool.now);
            }
        }

        private void exit(Model host, int choice) {
            if (!host.running.isEmpty()) {
                Pid pid = host.running.remove(choice % host.running.size());
                host.processes.remove(pid);
                host.placed.remove(pid);
                host.sent.remove(pid);
                host.heard = true;
                pool.exit(pid);
            }
        }

        private void report(Model host, int choice) {
            host.covered = Math.max(host.covered, host.commands - choice % 2);
            host.reported = 500L * choice;
            sayAgain(host);
        }

        private void cordon(Model host, Admission admission) {
            host.open = admission == Admission.OPEN;
            pool.admission(host.name, admission);
        }

        /** Nothing comes of that one for so long that it is suspect. */
        private void silence(Model silent) {
            hosts.forEach(this::sayAgain);
            pool.after(2_000);
            hosts.stream().filter(host -> host != silent).forEach(this::sayAgain);
            pool.after(1_000);
            hosts.forEach(host -> host.now = pool.now);
            silent.heard = false;
            silent.stale = true;
        }

        private void sayAgain(Model host) {
            host.heard = true;
            host.stale = false;
            host.reports.add(new Report(pool.now, host.reported));
            pool.load(worker(host.name), host.covered, (int) host.reported);
        }
    }
}
