package io.kpool.bench.spawn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller's program is told by its environment, beside what every program in a pod is. */
public final class CallerSettings {
    /** Environment: the pool to use. */
    public static final String POOL = "BENCH_POOL";
    /** Environment: the processes whose time counts, as {@code name=pid}. */
    static final String PROCESSES = "BENCH_PROCESSES";

    private CallerSettings() {}

    public static String pool() {
        return System.getenv(POOL);
    }

    /** All processes whose time counts, this one first. */
    public static Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("caller", ProcessHandle.current().pid());
        Arrays.stream(System.getenv(PROCESSES).split(" "))
                .map(word -> word.split("="))
                .forEach(word -> pids.put(word[0], Long.parseLong(word[1])));
        return pids;
    }
}
