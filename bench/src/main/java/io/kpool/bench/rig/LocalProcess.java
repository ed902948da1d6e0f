package io.kpool.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that the rig started. It sees of the environment only what it was given, and ends with the rig. */
public final class LocalProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "TMPDIR");

    private final String name;
    private final Process process;
    private final Path log;

    private LocalProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @param folder where it runs, and where its output goes to a file of its name */
    static LocalProcess start(String name, List<String> words, Map<String, String> environment, Path folder) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        try {
            return new LocalProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new RigException("Cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed last, for a message. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "The end of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "See " + log + ".";
        }
    }

    /** Ends it without letting it say goodbye. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        if (!await()) {
            kill();
        }
    }

    private boolean await() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
