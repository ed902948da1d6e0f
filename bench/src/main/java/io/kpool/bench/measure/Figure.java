package io.kpool.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One measurement of one system. It travels as a line of comma-separated columns, of which empty ones do not apply.
 *
 * @param system kpool or a peer
 * @param measure what was measured
 * @param numbers what came out
 * @param unit of the value, if it has one
 * @param note what a reader has to know to compare it
 */
public record Figure(String system, Measure measure, Map<Column, Double> numbers, String unit, String note) {
    /** How a line begins that is a figure; a program prints other things too. */
    public static final String PREFIX = "figure,";

    private static final String SEPARATOR = ",";
    private static final int TEXTS = 4;

    public Figure {
        numbers = Map.copyOf(numbers);
        if (Stream.of(system, unit, note).anyMatch(text -> text.contains(SEPARATOR))) {
            throw new IllegalArgumentException("a text of a figure has a comma: " + system + " " + unit + " " + note);
        }
    }

    /** A single number, such as seconds until something was done. */
    public static Figure ofValue(String system, Measure measure, double value, String unit) {
        return new Figure(system, measure, Map.of(Column.VALUE, value), unit, "");
    }

    public Figure withNote(String text) {
        return new Figure(system, measure, numbers, unit, text);
    }

    /** Empty: the line is something else that a program printed. */
    public static Optional<Figure> parse(String line) {
        return line.startsWith(PREFIX) ? Optional.of(ofLine(line.substring(PREFIX.length()))) : Optional.empty();
    }

    private static Figure ofLine(String line) {
        List<String> words = Arrays.asList(line.split(SEPARATOR, -1));
        if (words.size() != Column.values().length + TEXTS) {
            throw new IllegalArgumentException("not a figure: " + line);
        }
        Map<Column, Double> numbers = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String word = words.get(2 + column.ordinal());
            if (!word.isEmpty()) {
                numbers.put(column, Double.parseDouble(word));
            }
        }
        return new Figure(
                words.get(0), Measure.named(words.get(1)), numbers, words.get(words.size() - 2), words.getLast());
    }

    public static String header() {
        Stream<String> numbers = Arrays.stream(Column.values()).map(Column::header);
        return Stream.of(Stream.of("system", "measure"), numbers, Stream.of("unit", "note"))
                .flatMap(words -> words)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Without the prefix. */
    public String line() {
        List<String> words = new ArrayList<>(List.of(system, measure.id()));
        for (Column column : Column.values()) {
            words.add(numbers.containsKey(column) ? plain(numbers.get(column)) : "");
        }
        words.add(unit);
        words.add(note);
        return String.join(SEPARATOR, words);
    }

    public OptionalDouble number(Column column) {
        Double number = numbers.get(column);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.3f", number);
        return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
    }
}
