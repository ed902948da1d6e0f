package io.kpool.operator.spawn;

import io.kpool.crd.Exit;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of Spawns, once each, when it is written. */
final class SpawnMeters {
    private final MeterRegistry registry;
    private final Counter writes;
    private final Counter started;

    SpawnMeters(MeterRegistry registry) {
        this.registry = registry;
        this.writes = Counter.builder("kpool.spawn.status.writes")
                .description("Statuses of Spawns that were written")
                .register(registry);
        this.started = Counter.builder("kpool.spawn.started")
                .description("Attempts that started")
                .register(registry);
    }

    void written(Spawn before, SpawnStatus after) {
        writes.increment();
        if (!after.pid().isEmpty() && !after.pid().equals(before.lastStatus().pid())) {
            started.increment();
        }
        if (after.finished()) {
            Counter.builder("kpool.spawn.ended")
                    .description("Spawns that ended for good, by exit reason; none: they never ran")
                    .tag("reason", after.exit().map(Exit::reason).orElse("none"))
                    .register(registry)
                    .increment();
        }
    }
}
