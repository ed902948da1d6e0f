package io.kpool.bench.measure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What one measurement of kpool brought.
 *
 * @param nanos of each call, as they were felt: from the moment it was due
 * @param elapsed from the first call to the last answer
 * @param processor by process
 */
public record Measured(Histogram nanos, Duration elapsed, ProcessorTime processor) {
    private static final double NANOS_PER_MICRO = 1e3;

    /** The processes' shares go into the note. */
    public Figure as(Measure measure) {
        long count = nanos.getTotalCount();
        Map<Column, Double> numbers = new EnumMap<>(Column.class);
        numbers.put(Column.COUNT, (double) count);
        numbers.put(Column.PER_SECOND, count / (elapsed.toNanos() / 1e9));
        numbers.put(Column.P50, micros(50));
        numbers.put(Column.P99, micros(99));
        numbers.put(Column.P999, micros(99.9));
        numbers.put(Column.PROCESSOR, each(processor.sum(), count));
        String shares = new TreeMap<>(processor.used())
                .entrySet().stream()
                        .map(used -> String.format(Locale.ROOT, "%s %.1f", used.getKey(), each(used.getValue(), count)))
                        .collect(Collectors.joining(" "));
        return new Figure("kpool", measure, numbers, "", "TLS; CPU µs: " + shares);
    }

    private double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private static double each(Duration time, long count) {
        return time.toNanos() / NANOS_PER_MICRO / count;
    }
}
