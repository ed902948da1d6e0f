package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.InventoryDone;
import java.util.stream.Stream;

/** A pool under test of hosts that someone else starts. */
final class AttachedHosts {
    static final long DRAIN = 30_000;
    static final WorkerId FIRST = new WorkerId("beta", PoolFixture.START / 1_000);

    final PoolFixture pool;

    AttachedHosts(String... hosts) {
        this.pool = new PoolFixture(settings(hosts));
    }

    static PoolSettings settings(String... hosts) {
        return new PoolSettings(
                new PlacementSettings(PlacementStrategy.LEAST_LOADED, WhenFull.WAIT, 3, 60_000),
                Stream.of(hosts)
                        .map(name -> new HostSettings(name, 4, Admission.OPEN, Provision.ATTACHED))
                        .toList(),
                DRAIN);
    }

    /** Who comes to beta next. */
    WorkerId newcomer() {
        return pool.master.newcomer("beta", pool.now).orElseThrow();
    }

    void come(WorkerId worker) {
        pool.report(worker, new Hello(4, Provision.ATTACHED));
        pool.report(worker, new InventoryDone());
        pool.load(worker, 0, 0);
    }

    /** Time passes, and the first worker is heard. */
    void hearFor(long millis) {
        for (long passed = 0; passed < millis; passed += 1_000) {
            pool.load(FIRST, 0, 0);
            pool.after(1_000);
        }
    }
}
