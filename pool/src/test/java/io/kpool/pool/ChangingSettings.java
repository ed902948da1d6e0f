package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a simulated pool. */
final class ChangingSettings {
    private static final int SLOTS = 2;

    private final Map<String, HostSettings> hosts = new LinkedHashMap<>();
    private PlacementStrategy strategy = PlacementStrategy.LEAST_LOADED;

    PoolSettings get() {
        return new PoolSettings(new PlacementSettings(strategy, WhenFull.WAIT, 4, 20_000), List.copyOf(hosts.values()));
    }

    void place(PlacementStrategy changed) {
        strategy = changed;
    }

    void want(String host) {
        hosts.putIfAbsent(host, new HostSettings(host, SLOTS, Admission.OPEN));
    }

    void drop(String host) {
        hosts.remove(host);
    }

    void admit(String host, Admission admission) {
        hosts.computeIfPresent(host, (name, it) -> new HostSettings(name, it.slots(), admission));
    }

    void resize(String host, int slots) {
        hosts.computeIfPresent(host, (name, it) -> new HostSettings(name, slots, it.admission()));
    }
}
