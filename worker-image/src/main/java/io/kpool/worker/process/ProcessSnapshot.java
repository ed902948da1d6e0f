package io.kpool.worker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The operating system's processes at one moment, as {@code /proc} shows them. */
public final class ProcessSnapshot {
    private static final Path PROC = Path.of("/proc");

    private final Map<Long, ProcessStat> byPid = new HashMap<>();
    private final Map<Long, List<ProcessStat>> children = new HashMap<>();

    ProcessSnapshot(Collection<ProcessStat> stats) {
        for (ProcessStat stat : stats) {
            byPid.put(stat.pid(), stat);
            children.computeIfAbsent(stat.parent(), parent -> new ArrayList<>()).add(stat);
        }
    }

    /** What {@code /proc} shows now. */
    public static ProcessSnapshot take() {
        List<ProcessStat> stats = new ArrayList<>();
        try (DirectoryStream<Path> numbered = Files.newDirectoryStream(PROC, ProcessSnapshot::isNumbered)) {
            for (Path folder : numbered) {
                read(folder.resolve("stat")).flatMap(ProcessStat::parse).ifPresent(stats::add);
            }
        } catch (DirectoryIteratorException unreadable) {
            throw new UncheckedIOException(unreadable.getCause());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new ProcessSnapshot(stats);
    }

    Collection<ProcessStat> all() {
        return byPid.values();
    }

    Optional<ProcessStat> find(long pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    List<ProcessStat> childrenOf(long pid) {
        return children.getOrDefault(pid, List.of());
    }

    /** Those that pass, with all their descendants. */
    Set<ProcessStat> treesOf(Predicate<ProcessStat> roots) {
        Set<ProcessStat> members = new HashSet<>();
        List<ProcessStat> open = new ArrayList<>(all().stream().filter(roots).toList());
        while (!open.isEmpty()) {
            ProcessStat next = open.removeLast();
            if (members.add(next)) {
                open.addAll(childrenOf(next.pid()));
            }
        }
        return members;
    }

    /** How many tasks below that process run or could run; it itself does not count. */
    public int runnableBelow(long pid) {
        return treesOf(stat -> stat.parent() == pid).stream()
                .mapToInt(ProcessSnapshot::runnableTasks)
                .sum();
    }

    private static int runnableTasks(ProcessStat stat) {
        if (stat.threads() == 1) {
            return stat.isRunnable() ? 1 : 0;
        }
        int runnable = 0;
        Path tasks = PROC.resolve(Long.toString(stat.pid())).resolve("task");
        try (DirectoryStream<Path> numbered = Files.newDirectoryStream(tasks)) {
            for (Path task : numbered) {
                boolean runs = read(task.resolve("stat"))
                        .flatMap(ProcessStat::parse)
                        .filter(ProcessStat::isRunnable)
                        .isPresent();
                runnable += runs ? 1 : 0;
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return runnable;
        }
        return runnable;
    }

    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean isNumbered(Path folder) {
        return Character.isDigit(folder.getFileName().toString().charAt(0));
    }
}
