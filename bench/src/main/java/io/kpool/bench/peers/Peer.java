package io.kpool.bench.peers;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.FigureProgram;
import io.kpool.bench.measure.FigureProgram.Ended;
import io.kpool.bench.measure.Measure;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of {@code bench/peers} with a program that installs another system and one that measures it.
 *
 * @param folder its name is the peer's
 * @param home what is kept of it between runs
 */
public record Peer(Path folder, Path home) {
    private static final int MOST_LETTERS = 200;

    public static Peer named(String name) {
        return new Peer(
                Path.of("bench", "peers", name).toAbsolutePath(),
                Cache.from(System.getenv()).root().resolve("peers").resolve(name));
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** Installs it if need be and measures it; one that cannot be had or fails is a figure too. */
    public List<Figure> measure(int calls, Progress progress) throws InterruptedException {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = Map.of("PEER_HOME", home.toString(), "CALLS", Integer.toString(calls));
        progress.say(name() + ": looking whether it is there");
        Ended installed = program("install", environment).run();
        if (installed.failed()) {
            return List.of(absent("not installed", installed, progress));
        }
        progress.say(name() + ": measuring");
        Ended measured = program("run", environment).run();
        List<Figure> figures = new ArrayList<>(measured.figures());
        if (measured.failed() || figures.isEmpty()) {
            figures.add(absent("not measured to the end", measured, progress));
        }
        return figures;
    }

    private FigureProgram program(String name, Map<String, String> environment) {
        return new FigureProgram(List.of(folder.resolve(name).toString()), environment);
    }

    private Figure absent(String what, Ended why, Progress progress) {
        String words = (what + ": " + why.lastWords()).replace(',', ';');
        progress.say(name() + ": " + words);
        String shortened = words.substring(0, Math.min(MOST_LETTERS, words.length()));
        return new Figure(name(), Measure.ABSENT, Map.of(), "", shortened);
    }
}
