package io.kpool.operator.agent;

import io.kpool.pool.HostState;
import io.kpool.pool.HostView;
import io.kpool.pool.PoolSnapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Gauges of the pools that this process leads: computed when somebody asks, and gone with their pool. */
final class PoolMeters implements PoolMasters.HostListener {
    private static final List<Measure> MEASURES = List.of(
            new Measure(
                    "kpool.processes",
                    "Processes placed and not ended",
                    pool -> pool.load().processes()),
            new Measure(
                    "kpool.slots", "Slots of ready hosts", pool -> pool.load().slots()),
            new Measure(
                    "kpool.queued",
                    "Requests without a place",
                    pool -> pool.load().queued()),
            new Measure(
                    "kpool.load.milli",
                    "Mean load of ready hosts, in thousandths",
                    pool -> pool.load().average()),
            new Measure("kpool.ignored.reports", "Reports of unknown or former workers", PoolSnapshot::ignoredReports));

    private record Measure(String name, String description, ToDoubleFunction<PoolSnapshot> value) {}

    private final PoolMasters masters;
    private final MeterRegistry registry;
    private final Map<PoolKey, List<Meter>> meters = new ConcurrentHashMap<>();

    PoolMeters(PoolMasters masters, MeterRegistry registry) {
        this.masters = masters;
        this.registry = registry;
    }

    @Override
    public void hostsChanged(PoolKey pool) {
        if (masters.snapshot(pool).isPresent()) {
            meters.computeIfAbsent(pool, this::register);
        } else {
            meters.getOrDefault(pool, List.of()).forEach(registry::remove);
            meters.remove(pool);
        }
    }

    private List<Meter> register(PoolKey pool) {
        Tags tags = Tags.of("namespace", pool.namespace(), "pool", pool.name());
        List<Meter> gauges = new ArrayList<>();
        for (HostState state : HostState.values()) {
            Measure hosts = new Measure("kpool.hosts", "Hosts in that state", snapshot -> count(snapshot, state));
            gauges.add(gauge(pool, hosts, tags.and("state", state.name().toLowerCase(Locale.ROOT))));
        }
        MEASURES.forEach(measure -> gauges.add(gauge(pool, measure, tags)));
        return gauges;
    }

    private Gauge gauge(PoolKey pool, Measure measure, Tags tags) {
        return Gauge.builder(
                        measure.name(),
                        masters,
                        now -> now.snapshot(pool)
                                .map(measure.value()::applyAsDouble)
                                .orElse(Double.NaN))
                .description(measure.description())
                .tags(tags)
                .register(registry);
    }

    private static long count(PoolSnapshot snapshot, HostState state) {
        return snapshot.hosts().stream()
                .map(HostView::status)
                .filter(status -> status.state() == state)
                .count();
    }
}
