package io.kpool.bench.report;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * The figures of one day, in a folder of its name. Parts may be measured one after the other: what is measured again
 * replaces what was there.
 */
public final class Report {
    private static final String FIGURES = "figures.csv";
    private static final String PICTURE = "figures.png";
    private static final String DESCRIPTION = "README.md";
    private static final List<String> SYSTEMS = List.of("kpool", "erlang", "ray", "dask", "kubernetes");
    private static final Comparator<Figure> ORDER =
            Comparator.comparing(Figure::measure).thenComparing(figure -> SYSTEMS.indexOf(figure.system()));

    private final LocalDate day;
    private final Path folder;
    private final List<Figure> figures;

    private Report(LocalDate day, Path folder, List<Figure> figures) {
        this.day = day;
        this.folder = folder;
        this.figures = figures;
    }

    /** @param parent of all reports */
    public static Report of(LocalDate day, Path parent) {
        Path folder = parent.resolve(day.toString());
        return new Report(day, folder, read(folder.resolve(FIGURES)));
    }

    /** What one part brought. Of a peer nothing stays of what it brought before, its absence included. */
    public void add(List<Figure> more) {
        for (Figure figure : more) {
            figures.removeIf(old -> isReplacedBy(old, figure));
        }
        figures.addAll(more);
        figures.sort(ORDER);
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
                    Plot.of(figures, "kpool and its peers, " + day),
                    "png",
                    folder.resolve(PICTURE).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String description(Map<String, String> versions) {
        return "# Measured on " + day + "\n\n" + facts(Machine.here().facts()) + facts(versions) + "\n![the figures]("
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
