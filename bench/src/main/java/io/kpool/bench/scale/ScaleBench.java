package io.kpool.bench.scale;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.bench.measure.ProcessorTime;
import io.kpool.bench.measure.ResidentMemory;
import io.kpool.bench.measure.Timing;
import io.kpool.bench.rig.Credentials;
import io.kpool.bench.rig.Rig;
import io.kpool.bench.scale.Joins.Joining;
import io.kpool.bench.spawn.CallerProgram;
import io.kpool.bench.spawn.CallerSettings;
import io.kpool.bench.spawn.FillDriver;
import io.kpool.cluster.machine.Progress;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpecBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What one operator needs for a thousand workers: at rest, for groups of their processes, and, with these and without, to have all back after it was killed. */
public final class ScaleBench {
    private static final String NAMESPACE = "scale";
    private static final String POOL = "thousand";
    private static final String OPERATOR = "operator";
    private static final int WORKERS = 1_000;
    private static final int SLOTS = 200;
    private static final int PROCESSES = 100_000;
    private static final int GROUPS = 1_000;
    private static final int JOINS_UNDER_WAY = 512;
    /** One at a time, half of them to warm up. */
    private static final int JOINS = 10_000;
    /** One killed operator tells little: each of its successors is as cold as the machine is busy. */
    private static final int RETURNS = 3;

    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Rig rig;
    private final Progress progress;
    private final List<Figure> figures = new ArrayList<>();

    private ScaleBench(Rig rig, Progress progress) {
        this.rig = rig;
        this.progress = progress;
    }

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        try (Rig rig = Rig.start(progress)) {
            ScaleBench bench = new ScaleBench(rig, progress);
            bench.measure();
            return bench.figures;
        }
    }

    private void measure() throws InterruptedException {
        rig.createNamespace(NAMESPACE);
        rig.client().resource(pool()).create();
        Credentials credentials = new Credentials(rig.client());
        await("there is no CA", () -> credentials.isPublished(NAMESPACE));
        FleetDialler dialler =
                new FleetDialler(rig.operator().host(), rig.operator().agentsPort(), credentials.authority(NAMESPACE));
        try (Fleet fleet = new Fleet(rig.client(), NAMESPACE, SLOTS, dialler)) {
            long start = System.nanoTime();
            fleet.start();
            await("not all are ready", () -> ready(metrics()) == WORKERS);
            progress.say(String.format(Locale.ROOT, "scale: all joined after %.1f s", secondsSince(start)));
            fill();
            rest();
            back(Measure.SCALE_RETURN);
            ManyGroups groups = new ManyGroups(rig.client(), NAMESPACE, fleet, GROUPS);
            join(groups);
            int members = groups.members();
            back(Measure.SCALE_GROUPS_RETURN);
            if (groups.members() != members) {
                throw new IllegalStateException(groups.members() + " members came back of " + members);
            }
        }
    }

    private void fill() throws InterruptedException {
        Map<String, String> environment = new HashMap<>(rig.callerEnvironment(NAMESPACE));
        environment.put(CallerSettings.POOL, POOL);
        environment.put(FillDriver.COUNT, Integer.toString(PROCESSES));
        long start = System.nanoTime();
        if (CallerProgram.of(FillDriver.class, environment).run().failed()) {
            throw new IllegalStateException("The pool could not be filled.");
        }
        await("not all processes are known", () -> processes(metrics()) == PROCESSES);
        progress.say(String.format(Locale.ROOT, "scale: %,d processes after %.1f s", PROCESSES, secondsSince(start)));
    }

    private void rest() throws InterruptedException {
        progress.say("scale: at rest for two times " + REST.toSeconds() + " s");
        Thread.sleep(REST);
        Map<String, Long> pids = Map.of(OPERATOR, rig.operator().process().pid());
        ProcessorTime before = ProcessorTime.now(pids);
        long start = System.nanoTime();
        Thread.sleep(REST);
        double processors =
                ProcessorTime.now(pids).since(before).sum().toNanos() / (double) (System.nanoTime() - start);
        figures.add(Figure.ofValue("kpool", Measure.SCALE_PROCESSOR, processors, "cores"));
        figures.add(Figure.ofValue(
                "kpool",
                Measure.SCALE_MEMORY,
                ResidentMemory.of(rig.operator().process().pid()),
                "MiB"));
    }

    private void join(ManyGroups groups) throws InterruptedException {
        groups.create();
        await("not all groups are known", () -> groups.known() == GROUPS);
        List<Joining> everyone = groups.everyone();
        long start = System.nanoTime();
        Joins.make(everyone, JOINS_UNDER_WAY);
        progress.say(String.format(
                Locale.ROOT, "scale: %,d joined %,d groups after %.1f s", PROCESSES, GROUPS, secondsSince(start)));
        Joins.make(everyone.subList(0, JOINS / 2), 1);
        Timing timing = new Timing(Map.of(OPERATOR, rig.operator().process().pid()));
        figures.add(timing.once(nanos -> nanos.add(Joins.make(everyone.subList(JOINS / 2, JOINS), 1)))
                .as(Measure.SCALE_JOIN));
        figures.add(Figure.ofValue(
                "kpool",
                Measure.SCALE_GROUPS_MEMORY,
                ResidentMemory.of(rig.operator().process().pid()),
                "MiB"));
    }

    private void back(Measure measure) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < RETURNS; i++) {
            seconds.add(back());
        }
        seconds.sort(Comparator.naturalOrder());
        figures.add(Figure.ofValue("kpool", measure, seconds.get(RETURNS / 2), "s")
                .withNote(String.format(
                        Locale.ROOT,
                        "since the new one leads; median of %d between %.1f and %.1f s",
                        RETURNS,
                        seconds.getFirst(),
                        seconds.getLast())));
    }

    private double back() {
        progress.say("scale: killing the operator");
        rig.operator().restart();
        long leading = System.nanoTime();
        await("not all came back", this::isWhole);
        double seconds = secondsSince(leading);
        progress.say(String.format(Locale.ROOT, "scale: all are back after %.1f s", seconds));
        return seconds;
    }

    private boolean isWhole() {
        OperatorMetrics metrics = metrics();
        return ready(metrics) == WORKERS && processes(metrics) == PROCESSES;
    }

    private OperatorMetrics metrics() {
        return new OperatorMetrics(rig.operator().metrics());
    }

    private static double ready(OperatorMetrics metrics) {
        return metrics.value("kpool_hosts", "namespace=\"" + NAMESPACE + "\"", "state=\"ready\"");
    }

    private static double processes(OperatorMetrics metrics) {
        return metrics.value("kpool_processes", "namespace=\"" + NAMESPACE + "\"");
    }

    private static NodePool pool() {
        NodePool pool = new NodePool();
        pool.setMetadata(
                new ObjectMetaBuilder().withName(POOL).withNamespace(NAMESPACE).build());
        pool.setSpec(NodePoolSpecBuilder.builder()
                .replicas(WORKERS)
                .slots(SLOTS)
                // Less than they have run when the next operator looks at them, which is to take them for old.
                .startTimeoutSeconds(60)
                .build());
        return pool;
    }

    private static void await(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("After " + PATIENCE.toSeconds() + " s " + otherwise + ".");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
