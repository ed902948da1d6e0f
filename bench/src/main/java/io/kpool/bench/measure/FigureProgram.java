package io.kpool.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that prints figures. What else it prints is shown to whoever waits.
 *
 * @param environment beside this process's own
 */
public record FigureProgram(List<String> command, Map<String, String> environment) {

    /**
     * How it ended, and what it brought until then.
     *
     * @param lastWords the last line that is no figure
     */
    public record Ended(int exitCode, List<Figure> figures, String lastWords) {
        public boolean failed() {
            return exitCode != 0;
        }
    }

    public Ended run() throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader lines = process.inputReader()) {
                return read(lines, process);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        }
    }

    private static Ended read(BufferedReader lines, Process process) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Optional<Figure> figure = Figure.parse(line);
            figure.ifPresent(figures::add);
            if (figure.isEmpty()) {
                System.err.println("    " + line);
                last = line;
            }
        }
        return new Ended(process.waitFor(), figures, last);
    }
}
