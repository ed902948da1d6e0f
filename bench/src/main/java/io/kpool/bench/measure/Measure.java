package io.kpool.bench.measure;

import static io.kpool.bench.measure.Column.P50;
import static io.kpool.bench.measure.Column.P99;
import static io.kpool.bench.measure.Column.PER_SECOND;
import static io.kpool.bench.measure.Column.VALUE;

import java.util.Arrays;
import java.util.List;

/** What is measured, and how fast it has to be. */
public enum Measure {
    SPAWN_1("spawn-1", "spawn, one at a time", Bar.atMost(P50, 250), Bar.atMost(P99, 1_000)),
    SPAWN_64("spawn-64", "spawn, 64 outstanding"),
    SPAWN_512("spawn-512", "spawn, 512 outstanding", Bar.atLeast(PER_SECOND, 100_000)),
    SPAWN_RATIO("spawn-ratio", "spawn, 512 outstanding, compared with Erlang's", Bar.atLeast(VALUE, 5)),
    SPAWN_4096("spawn-4096", "spawn, 4096 outstanding"),
    SPAWN_OPEN("spawn-open", "spawn, open loop at 20,000/s"),
    CALLERS_256("callers-256", "spawn, 256 blocking callers", Bar.atLeast(PER_SECOND, 50_000)),
    BURST_300("burst-300", "spawn, bursts of 300"),
    COMMAND_1("command-1", "command, one at a time", Bar.atMost(P50, 10_000)),
    COMMAND_RATE("command-rate", "command, 16 outstanding", Bar.atLeast(PER_SECOND, 200)),
    CALL_1("call-1", "call to a name, one at a time", Bar.atMost(P50, 400), Bar.atMost(P99, 2_000)),
    CALL_64("call-64", "call to a name, 64 outstanding"),
    CAST("cast", "cast to a name, thousands outstanding", Bar.atLeast(PER_SECOND, 100_000)),
    JOIN_1("join-1", "join or leave a group, one at a time", Bar.atMost(P50, 1_000)),
    JOIN_64("join-64", "join or leave a group, 64 outstanding"),
    MEMBERS_10000("members-10000", "get_members of 10,000"),
    CLOSEST_10000("closest-10000", "get_closest_pid of 10,000", Bar.atMost(P50, 1)),
    COPY_CLOSEST("copy-closest", "get_closest_pid in a worker's copy of 10,000", Bar.atMost(VALUE, 1)),
    RESOURCE_10("resource-10", "Spawn resource, created to started, 10/s"),
    RESOURCE_45(
            "resource-45",
            "Spawn resource, created to started, 45/s",
            Bar.atMost(P50, 50_000),
            Bar.atMost(P99, 200_000)),
    RESOURCE_ENDED("resource-ended", "Spawn resource, created to ended, 45/s"),
    RESOURCE_WRITES("resource-writes", "Spawn resource, status writes each", Bar.atMost(VALUE, 3)),
    JOB_STARTED("job-started", "Job, created to its container running, one at a time"),
    HOSTS_READY("hosts-ready", "ten hosts, applied to Ready"),
    HOSTS_RATIO("hosts-ratio", "ten hosts, compared with ten bare pods", Bar.atMost(VALUE, 2)),
    SCALE_PROCESSOR("scale-cpu", "1,000 workers at rest, operator's processors", Bar.atMost(VALUE, 0.5)),
    SCALE_MEMORY("scale-rss", "1,000 workers at rest, operator's memory", Bar.atMost(VALUE, 512)),
    SCALE_GET_NODE("scale-get-node", "getNode among 1,000 workers", Bar.atMost(VALUE, 2)),
    SCALE_RETURN("scale-return", "1,000 workers back after a restart", Bar.atMost(VALUE, 5)),
    SCALE_JOIN("scale-join", "join, 100,000 processes in 1,000 groups", Bar.atMost(P50, 1_000)),
    SCALE_GROUPS_MEMORY("scale-groups-rss", "100,000 processes in 1,000 groups, operator's memory"),
    SCALE_GROUPS_RETURN(
            "scale-groups-return",
            "100,000 processes in 1,000 groups, workers back after a restart",
            Bar.atMost(VALUE, 5)),
    PLUGIN_HELP("plugin-help", "kubectl kpool --help", Bar.atMost(P50, 150_000)),
    PLUGIN_VERSION("plugin-version", "kubectl kpool version --client", Bar.atMost(P50, 150_000)),
    PLUGIN_POOLS("plugin-pools", "kubectl kpool get pools", Bar.atMost(P50, 700_000)),
    PLUGIN_COMPLETION("plugin-completion", "completion of a pool", Bar.atMost(P50, 200_000)),
    ABSENT("absent", "not measured");

    private final String id;
    private final String title;
    private final List<Bar> bars;

    Measure(String id, String title, Bar... bars) {
        this.id = id;
        this.title = title;
        this.bars = List.of(bars);
    }

    public static Measure named(String id) {
        return Arrays.stream(values())
                .filter(measure -> measure.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is measured as " + id));
    }

    /** In lines, and on the axis of a plot. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** What kpool has to reach; none: it is measured to know. */
    public List<Bar> bars() {
        return bars;
    }
}
