package io.kpool.cluster.machine;

import io.kpool.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An external command, not yet run. Its output goes to a file, so that a full pipe can never block it. */
public record Command(List<String> words, Map<String, String> environment, Path folder, Path input) {
    private static final Path NO_INPUT = Path.of("/dev/null");

    /** How a command ended, with all that it printed. */
    public record Outcome(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Is told how many seconds a command has been running. */
    @FunctionalInterface
    public interface Watch {
        void seconds(long sinceStart);
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, Map.of(), Path.of("/"), NO_INPUT);
    }

    public Command with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(words, all, folder, input);
    }

    public Command in(Path other) {
        return new Command(words, environment, other, input);
    }

    public Command reading(Path file) {
        return new Command(words, environment, folder, file);
    }

    public Outcome run() {
        return run(seconds -> {});
    }

    /** Runs to the end, and tells the watch every fifteen seconds. */
    public Outcome run(Watch watch) {
        try {
            Path output = Files.createTempFile("kpool-command", ".out");
            try {
                Process process = start(output);
                long began = System.nanoTime();
                while (!process.waitFor(15, TimeUnit.SECONDS)) {
                    watch.seconds(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
                }
                return new Outcome(process.exitValue(), text(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while " + words.getFirst() + " ran.", e);
        }
    }

    /** @throws ClusterException with the end of its output when it fails */
    public String require() {
        return require(run());
    }

    public String require(Watch watch) {
        return require(run(watch));
    }

    private String require(Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new ClusterException("`%s` failed with exit code %d: %s"
                    .formatted(String.join(" ", words), outcome.exitCode(), lastLines(outcome.output())));
        }
        return outcome.output();
    }

    /** Starts it without waiting; both outputs are appended to the file. */
    public Process start(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static String lastLines(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }
}
