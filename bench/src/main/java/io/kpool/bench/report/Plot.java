package io.kpool.bench.report;

import io.kpool.bench.measure.Bar;
import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One row for each figure: on the left how long a call takes, on the right how many there are in a second. */
final class Plot {
    private static final int WIDTH = 1500;
    private static final int LABELS = 430;
    private static final int PANEL = 470;
    private static final int GAP = 70;
    private static final int ROW = 22;
    private static final int TOP = 90;
    private static final int BOTTOM = 70;
    private static final int TEXT = 13;

    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    private static final Color LIMIT = new Color(0xC0, 0x30, 0x30);
    private static final Map<String, Color> COLOURS = Map.of(
            "kpool", new Color(0x1F, 0x77, 0xB4),
            "erlang", new Color(0xA0, 0x30, 0x60),
            "ray", new Color(0x2C, 0xA0, 0x2C),
            "dask", new Color(0xE0, 0x8A, 0x1E),
            "kubernetes", new Color(0x55, 0x60, 0xC8));

    private final List<Figure> figures;
    private final int height;
    private final LogAxis micros;
    private final LogAxis rates;
    private final BufferedImage image;
    private final Graphics2D paper;

    private Plot(List<Figure> figures) {
        this.figures = figures;
        this.height = TOP + figures.size() * ROW + BOTTOM;
        this.micros = LogAxis.over(numbers(Column.P50, Column.P99, Column.P999), LABELS, PANEL);
        this.rates = LogAxis.over(numbers(Column.PER_SECOND), LABELS + PANEL + GAP, PANEL);
        this.image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        this.paper = image.createGraphics();
    }

    /** @param title what is written above */
    static BufferedImage of(List<Figure> all, String title) {
        Plot plot = new Plot(all.stream()
                .filter(figure -> figure.number(Column.P50).isPresent())
                .toList());
        plot.draw(title);
        return plot.image;
    }

    private List<Double> numbers(Column... columns) {
        return figures.stream()
                .flatMap(figure -> Stream.of(columns).map(figure::number))
                .filter(number -> number.isPresent() && number.getAsDouble() > 0)
                .map(number -> number.getAsDouble())
                .toList();
    }

    private void draw(String title) {
        paper.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        paper.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, WIDTH, height);
        paper.setColor(INK);
        paper.setFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT + 5));
        paper.drawString(title, 20, 32);
        paper.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
        paper.drawString(
                "dot: p50, line: to p99, tick: p99.9; red: the bar that kpool is to reach. Both axes are logarithmic.",
                20,
                56);
        axis(micros, "microseconds for one");
        axis(rates, "per second");
        String last = "";
        for (int i = 0; i < figures.size(); i++) {
            row(figures.get(i), TOP + i * ROW + ROW / 2, last);
            last = figures.get(i).measure().title();
        }
        paper.dispose();
    }

    private void axis(LogAxis axis, String name) {
        int bottom = height - BOTTOM;
        for (double tick : axis.ticks()) {
            paper.setColor(GRID);
            paper.drawLine(axis.x(tick), TOP, axis.x(tick), bottom);
            paper.setColor(INK);
            centred(LogAxis.label(tick), axis.x(tick), bottom + 18);
        }
        paper.drawLine(axis.left(), bottom, axis.left() + axis.width(), bottom);
        centred(name, axis.left() + axis.width() / 2, bottom + 42);
    }

    private void centred(String text, int x, int y) {
        paper.drawString(text, x - paper.getFontMetrics().stringWidth(text) / 2, y);
    }

    private void row(Figure figure, int y, String last) {
        String title = figure.measure().title();
        if (!title.equals(last)) {
            paper.setColor(GRID);
            paper.drawLine(20, y - ROW / 2, WIDTH - 20, y - ROW / 2);
            paper.setColor(INK);
            paper.drawString(title, 20, y + 5);
        }
        Color colour = COLOURS.getOrDefault(figure.system(), Color.GRAY);
        paper.setColor(colour);
        paper.drawString(figure.system(), LABELS - 90, y + 5);
        latency(figure, y);
        figure.number(Column.PER_SECOND)
                .ifPresent(rate -> paper.fillRect(rates.left(), y - 6, rates.x(rate) - rates.left(), 12));
        if (figure.system().equals("kpool")) {
            limits(figure.measure(), y);
        }
    }

    private void latency(Figure figure, int y) {
        int middle = micros.x(figure.number(Column.P50).orElseThrow());
        paper.setStroke(new BasicStroke(3));
        figure.number(Column.P99).ifPresent(number -> paper.drawLine(middle, y, micros.x(number), y));
        paper.setStroke(new BasicStroke(1.5f));
        figure.number(Column.P999)
                .ifPresent(number -> paper.drawLine(micros.x(number), y - 5, micros.x(number), y + 5));
        paper.setStroke(new BasicStroke(1));
        paper.fillOval(middle - 5, y - 5, 11, 11);
    }

    private void limits(Measure measure, int y) {
        paper.setColor(LIMIT);
        paper.setStroke(new BasicStroke(2));
        for (Bar bar : measure.bars()) {
            List<LogAxis> axis = new ArrayList<>();
            switch (bar.column()) {
                case P50, P99, P999 -> axis.add(micros);
                case PER_SECOND -> axis.add(rates);
                default -> {
                    // No axis has it.
                }
            }
            axis.forEach(its -> paper.drawLine(its.x(bar.limit()), y - 9, its.x(bar.limit()), y + 9));
        }
        paper.setStroke(new BasicStroke(1));
    }
}
