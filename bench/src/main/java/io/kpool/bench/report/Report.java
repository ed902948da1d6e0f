package io.kpool.bench.report;

import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * The figures of one run, in a folder of its name. Its parts may be measured by several programs, one after the other:
 * what is measured again replaces what was there.
 */
public final class Report {
    private static final String FIGURES = "figures.csv";
    private static final String PICTURE = "figures.png";
    private static final String DESCRIPTION = "README.md";
    private static final List<String> SYSTEMS = List.of("kpool", "erlang", "ray", "dask", "kubernetes");
    private static final Comparator<Figure> ORDER =
            Comparator.comparing(Figure::measure).thenComparing(figure -> SYSTEMS.indexOf(figure.system()));

    private final String run;
    private final Path folder;
    private final List<Figure> figures;

    private Report(String run, Path folder, List<Figure> figures) {
        this.run = run;
        this.folder = folder;
        this.figures = figures;
    }

    /**
     * @param run its name, which says when it was
     * @param parent of all reports
     */
    public static Report of(String run, Path parent) {
        Path folder = parent.resolve(run);
        return new Report(run, folder, read(folder.resolve(FIGURES)));
    }

    /** What one part brought. Of a peer nothing stays of what it brought before, its absence included. */
    public void add(List<Figure> more) {
        for (Figure figure : more) {
            figures.removeIf(old -> isReplacedBy(old, figure));
        }
        figures.addAll(more);
        compare();
        figures.sort(ORDER);
    }

    /** What is to be so many times as much as the same of a peer, in this run. */
    private void compare() {
        figures.removeIf(figure -> figure.measure() == Measure.SPAWN_RATIO);
        OptionalDouble own = rate("kpool");
        OptionalDouble peers = rate("erlang");
        if (own.isPresent() && peers.isPresent()) {
            figures.add(Figure.ofValue("kpool", Measure.SPAWN_RATIO, own.getAsDouble() / peers.getAsDouble(), "times"));
        }
    }

    private OptionalDouble rate(String system) {
        return figures.stream()
                .filter(figure -> figure.system().equals(system) && figure.measure() == Measure.SPAWN_512)
                .flatMapToDouble(figure -> figure.number(Column.PER_SECOND).stream())
                .findFirst();
    }

    private static boolean isReplacedBy(Figure old, Figure figure) {
        boolean same = old.measure() == figure.measure();
        boolean wasAbsent = old.measure() == Measure.ABSENT;
        return old.system().equals(figure.system()) && (same || wasAbsent);
    }

    /** The table, and where the rest is. */
    public String text() {
        return Table.of(figures);
    }

    public Path folder() {
        return folder;
    }

    /** @param versions of what was measured */
    public void write(Map<String, String> versions) {
        try {
            Files.createDirectories(folder);
            List<String> lines = new ArrayList<>(List.of(Figure.header()));
            figures.forEach(figure -> lines.add(figure.line()));
            Files.write(folder.resolve(FIGURES), lines);
            Files.writeString(folder.resolve(DESCRIPTION), description(versions));
            System.setProperty("java.awt.headless", "true");
            ImageIO.write(
                    Plot.of(figures, "kpool and its peers, " + run),
                    "png",
                    folder.resolve(PICTURE).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String description(Map<String, String> versions) {
        return "# Measured at " + run + "\n\n" + facts(Machine.here().facts()) + facts(versions) + "\n![the figures]("
                + PICTURE + ")\n\n```\n" + text() + "```\n";
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> "- " + fact.getKey() + ": " + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static List<Figure> read(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .skip(1)
                            .map(line -> Figure.parse(Figure.PREFIX + line))
                            .flatMap(Optional::stream)
                            .collect(Collectors.toCollection(ArrayList::new))
                    : new ArrayList<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
