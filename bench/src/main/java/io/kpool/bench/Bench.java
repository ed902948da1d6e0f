package io.kpool.bench;

import io.kpool.bench.report.Report;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Progress;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Measures the parts that it is given, and adds them to the report of the run. Runs in the folder of the checkout. */
public final class Bench {
    /** Environment: the run that several programs are parts of. */
    private static final String RUN = "KPOOL_BENCH_RUN";

    private static final Path REPORTS = Path.of("docs", "benchmarks");

    private Bench() {}

    /** @param arguments words of parts */
    public static void main(String[] arguments) throws InterruptedException {
        Progress progress = line -> System.err.println("==> " + line);
        String run = Objects.requireNonNullElseGet(System.getenv(RUN), Bench::now);
        List<Part> parts = Arrays.stream(arguments).map(Part::named).sorted().toList();
        for (Part part : parts) {
            Report report = Report.of(run, REPORTS);
            report.add(part.measure(progress));
            report.write(versions());
        }
        Report report = Report.of(run, REPORTS);
        System.out.println(report.text());
        System.out.println("Figures, picture and machine: " + report.folder());
    }

    private static String now() {
        return LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss"));
    }

    /** Those of the peers are in their figures. */
    private static Map<String, String> versions() {
        String commit = Command.of("git", "describe", "--always", "--dirty", "--exclude=*")
                .in(Path.of("").toAbsolutePath())
                .run()
                .output()
                .strip();
        return new TreeMap<>(Map.of("kpool", commit, "Kubernetes", Binaries.KUBERNETES_VERSION));
    }
}
