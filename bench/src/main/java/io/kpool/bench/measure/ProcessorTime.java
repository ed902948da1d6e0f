package io.kpool.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long processes have kept processors busy, since each began. */
public record ProcessorTime(Map<String, Duration> used) {
    /** USER_HZ: the same on every Linux that a JVM runs on. */
    private static final int TICKS_PER_SECOND = 100;
    // Counted from what follows the program's name, which may have spaces.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    public ProcessorTime {
        used = Map.copyOf(used);
    }

    /** @param pids of the processes, by name */
    public static ProcessorTime now(Map<String, Long> pids) {
        Map<String, Duration> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(name, of(pid)));
        return new ProcessorTime(used);
    }

    /** What was used between then and this. */
    public ProcessorTime since(ProcessorTime then) {
        Map<String, Duration> difference = new LinkedHashMap<>();
        used.forEach((name, time) -> difference.put(name, time.minus(then.used().getOrDefault(name, Duration.ZERO))));
        return new ProcessorTime(difference);
    }

    public Duration sum() {
        return used.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " has ended", e);
        }
    }

    static Duration parse(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[SYSTEM_TICKS]);
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }
}
