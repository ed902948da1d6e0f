package io.kpool.bench.plugin;

import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.cluster.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Runs the plugin as the archive has it, from start to exit, on the cluster of the current kubeconfig context. */
public final class PluginBench {
    private static final Path FOLDER =
            Path.of("kubectl-kpool", "target", "staged", "kubectl-kpool").toAbsolutePath();
    private static final String PLUGIN = FOLDER.resolve("kubectl-kpool").toString();
    private static final String KPOOL = "kpool";
    private static final String KUBECTL = "kubectl";
    private static final String[] COMPLETION = {KUBECTL, "__complete", KPOOL, "status", ""};
    /** How the plugin's proposals end; kubectl's own, if it found no plugin, do not. */
    private static final String NOTHING_ELSE = ":4";

    private static final int WARM_UP = 3;
    private static final int RUNS = 30;
    private static final int LONGEST_SECONDS = 60;

    private PluginBench() {}

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        if (!Files.exists(Path.of(PLUGIN))) {
            throw new IllegalStateException("there is no " + PLUGIN + ": make plugin builds it");
        }
        progress.say("plugin: " + RUNS + " runs of each command");
        List<Figure> figures = new ArrayList<>();
        figures.add(figure(KPOOL, Measure.PLUGIN_HELP, PLUGIN, "--help"));
        figures.add(figure(KPOOL, Measure.PLUGIN_VERSION, PLUGIN, "version", "--client"));
        figures.add(figure(KUBECTL, Measure.PLUGIN_VERSION, KUBECTL, "version", "--client"));
        figures.add(figure(KPOOL, Measure.PLUGIN_POOLS, PLUGIN, "get", "pools"));
        figures.add(figure(KUBECTL, Measure.PLUGIN_POOLS, KUBECTL, "get", "nodepools"));
        requireAnswer(COMPLETION);
        figures.add(figure(KPOOL, Measure.PLUGIN_COMPLETION, COMPLETION));
        figures.add(figure(KUBECTL, Measure.PLUGIN_COMPLETION, KUBECTL, "__complete", "get", "nodepools", ""));
        return figures;
    }

    private static Figure figure(String system, Measure measure, String... command) throws InterruptedException {
        Histogram micros = new Histogram(TimeUnit.SECONDS.toMicros(LONGEST_SECONDS), 3);
        for (int i = -WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            run(command);
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - start) / 1_000);
            }
        }
        return new Figure(
                system,
                measure,
                Map.of(
                        Column.COUNT, (double) micros.getTotalCount(),
                        Column.P50, (double) micros.getValueAtPercentile(50),
                        Column.P99, (double) micros.getValueAtPercentile(99)),
                "",
                "");
    }

    private static void requireAnswer(String... command) {
        try {
            Process process = program(command).start();
            if (process.inputReader().lines().noneMatch(NOTHING_ELSE::equals)) {
                throw new IllegalStateException(String.join(" ", command) + " does not reach the plugin");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder program(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().merge("PATH", FOLDER.toString(), (path, plugin) -> plugin + ":" + path);
        return builder;
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Process process = program(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
