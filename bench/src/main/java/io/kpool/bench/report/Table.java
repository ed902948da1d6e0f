package io.kpool.bench.report;

import io.kpool.bench.measure.Bar;
import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures for the eye, in lines of equal columns. */
final class Table {
    private static final String ROW = "%-46s %-10s %9s %11s %11s %11s %9s %12s  %s%n";
    private static final double MICROS_PER_MILLI = 1e3;

    private Table() {}

    static String of(List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                ROW, "what", "system", "per s", "p50 ms", "p99 ms", "p99.9 ms", "CPU µs", "value", "bar"));
        String last = "";
        for (Figure figure : figures) {
            String title = figure.measure().title();
            text.append(row(figure, title.equals(last) ? "" : title));
            last = title;
        }
        return text.toString();
    }

    private static String row(Figure figure, String title) {
        return String.format(
                ROW,
                title,
                figure.system(),
                number(figure, Column.PER_SECOND, "%,.0f", 1),
                number(figure, Column.P50, "%.3f", MICROS_PER_MILLI),
                number(figure, Column.P99, "%.3f", MICROS_PER_MILLI),
                number(figure, Column.P999, "%.3f", MICROS_PER_MILLI),
                number(figure, Column.PROCESSOR, "%.1f", 1),
                number(figure, Column.VALUE, "%.2f", 1) + " " + figure.unit(),
                figure.system().equals("kpool") ? verdicts(figure) : figure.note());
    }

    private static String number(Figure figure, Column column, String format, double divisor) {
        OptionalDouble number = figure.number(column);
        return number.isEmpty() ? "" : String.format(Locale.ROOT, format, number.getAsDouble() / divisor);
    }

    private static String verdicts(Figure figure) {
        return figure.measure().bars().stream()
                .filter(bar -> figure.number(bar.column()).isPresent())
                .map(bar -> verdict(figure, bar))
                .collect(Collectors.joining(", "));
    }

    private static String verdict(Figure figure, Bar bar) {
        boolean reached = bar.isReachedBy(figure.number(bar.column()).orElseThrow());
        String name = bar.column().header().replaceAll("_.*", "");
        return String.format(
                Locale.ROOT, "%s %s %s %s", name, bar.side().sign(), limit(bar), reached ? "reached" : "MISSED");
    }

    private static String limit(Bar bar) {
        return switch (bar.column()) {
            case P50, P99, P999 -> String.format(Locale.ROOT, "%s ms", plain(bar.limit() / MICROS_PER_MILLI));
            default -> plain(bar.limit());
        };
    }

    private static String plain(double number) {
        // A thousandth of a millisecond is the smallest.
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
