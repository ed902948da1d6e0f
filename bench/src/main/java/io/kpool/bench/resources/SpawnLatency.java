package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kpool.crd.CommandLine;
import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpecBuilder;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.crd.SpawnStatus;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long a Spawn takes from the moment it was to be created until a watcher sees that it started, and that it ended.
 * They are created whatever the answers (open loop), as a Poisson process makes them: often close together.
 */
record SpawnLatency(KubernetesClient client, String namespace, int perSecond) {
    /** Until little is compiled any more; the operator may have been started a moment ago. */
    private static final int WARM_UP_SECONDS = 45;
    /** The same moments in each run. */
    private static final long SEED = 45;

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final long LIMIT_SECONDS = 120;
    /** Those that warmed up are not watched with the measured ones. */
    private static final String RUN = "bench.kpool.io/run";

    /** In microseconds. */
    record Result(Histogram started, Histogram ended, double writesEach) {}

    Result measure(int count) throws InterruptedException {
        NodePool pool = pool("spawns-" + perSecond);
        client.resource(pool).create();
        client.resource(pool).waitUntilCondition(HostStart::isReady, LIMIT_SECONDS, TimeUnit.SECONDS);
        run(pool, "warm-" + perSecond, WARM_UP_SECONDS * perSecond);
        Result result = run(pool, "measured-" + perSecond, count);
        client.resource(pool).delete();
        return result;
    }

    private Result run(NodePool pool, String name, int count) throws InterruptedException {
        Observer observer = new Observer(new CountDownLatch(count));
        try (Watch _ = client.resources(Spawn.class)
                        .inNamespace(namespace)
                        .withLabel(RUN, name)
                        .watch(observer);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            RandomGenerator random = new SplittableRandom(SEED);
            long due = System.nanoTime();
            for (int i = 0; i < count; i++) {
                due += Math.round(random.nextExponential() * TimeUnit.SECONDS.toNanos(1) / perSecond);
                LockSupport.parkNanos(due - System.nanoTime());
                Spawn spawn = spawn(name, i, pool);
                observer.due.put(spawn.getMetadata().getName(), due);
                threads.execute(() -> client.resource(spawn).create());
            }
            if (!observer.left.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(observer.left.getCount() + " Spawns have not ended");
            }
        }
        return new Result(observer.started, observer.ended, observer.writes.doubleValue() / count);
    }

    private NodePool pool(String name) {
        NodePool pool = new NodePool();
        pool.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        pool.setSpec(NodePoolSpecBuilder.builder()
                .hosts(Stream.of("a", "b", "c").map(HostSpec::named).toList())
                .build());
        return pool;
    }

    /** It runs for a second, so that started and ended are written apart. */
    private Spawn spawn(String run, int number, NodePool pool) {
        Spawn spawn = new Spawn();
        spawn.setMetadata(new ObjectMetaBuilder()
                .withName(run + "-" + number)
                .withNamespace(namespace)
                .addToLabels(RUN, run)
                .build());
        spawn.setSpec(SpawnSpecBuilder.builder()
                .poolName(pool.getMetadata().getName())
                .commandOrNull(new CommandLine(List.of("sleep", "1"), List.of(), "", ""))
                .build());
        return spawn;
    }

    /** Sees every write of every Spawn of a run. */
    private static final class Observer implements Watcher<Spawn> {
        private final Map<String, Long> due = new ConcurrentHashMap<>();
        private final Map<String, Boolean> sawStarted = new ConcurrentHashMap<>();
        private final Map<String, Boolean> sawEnded = new ConcurrentHashMap<>();
        private final Histogram started = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        private final Histogram ended = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        private final LongAdder writes = new LongAdder();
        private final CountDownLatch left;

        Observer(CountDownLatch left) {
            this.left = left;
        }

        @Override
        public void eventReceived(Action action, Spawn spawn) {
            String name = spawn.getMetadata().getName();
            if (action == Action.DELETED) {
                return;
            }
            long micros = (System.nanoTime() - due.get(name)) / 1_000;
            if (action == Action.MODIFIED) {
                writes.increment();
            }
            SpawnStatus status = spawn.lastStatus();
            if (isTrue(status, SpawnConditions.STARTED) && sawStarted.put(name, true) == null) {
                started.recordValue(micros);
            }
            if (status.finished() && sawEnded.put(name, true) == null) {
                ended.recordValue(micros);
                left.countDown();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException("the watch broke", cause);
        }

        private static boolean isTrue(SpawnStatus status, String type) {
            return status.conditions().stream()
                    .filter(each -> each.getType().equals(type))
                    .map(Condition::getStatus)
                    .anyMatch("True"::equals);
        }
    }
}
