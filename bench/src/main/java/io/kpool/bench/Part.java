package io.kpool.bench;

import io.kpool.bench.groups.GroupsBench;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.peers.Peer;
import io.kpool.bench.plugin.PluginBench;
import io.kpool.bench.resources.ResourceBench;
import io.kpool.bench.scale.ScaleBench;
import io.kpool.bench.spawn.SpawnBench;
import io.kpool.cluster.machine.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured by itself, in the order of a whole run. */
enum Part {
    DOMAIN(DomainBench::measure),
    SPAWN(SpawnBench::measure),
    GROUPS(GroupsBench::measure),
    SCALE(ScaleBench::measure),
    ERLANG(progress -> Peer.named("erlang").measure(Part.CALLS, progress)),
    RAY(progress -> Peer.named("ray").measure(Part.CALLS, progress)),
    DASK(progress -> Peer.named("dask").measure(Part.CALLS, progress)),
    RESOURCES(ResourceBench::measure),
    PLUGIN(PluginBench::measure);

    /** Of one measurement; peers that are slow make fewer. */
    static final int CALLS = 200_000;

    private final Measuring measuring;

    /** Brings figures. */
    private interface Measuring {
        List<Figure> measure(Progress progress) throws InterruptedException;
    }

    Part(Measuring measuring) {
        this.measuring = measuring;
    }

    static Part named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part " + name + ", but "
                        + Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", ")) + "."));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Figure> measure(Progress progress) throws InterruptedException {
        return measuring.measure(progress);
    }
}
