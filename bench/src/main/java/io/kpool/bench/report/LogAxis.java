package io.kpool.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Powers of ten from left to right. */
record LogAxis(int firstPower, int lastPower, int left, int width) {

    /** As many powers as the numbers need. */
    static LogAxis over(Collection<Double> numbers, int left, int width) {
        double lowest = numbers.stream().mapToDouble(number -> number).min().orElse(1);
        double highest = numbers.stream().mapToDouble(number -> number).max().orElse(10);
        int first = (int) Math.floor(Math.log10(lowest));
        return new LogAxis(first, Math.max(first + 1, (int) Math.ceil(Math.log10(highest))), left, width);
    }

    int x(double number) {
        double share = (Math.log10(number) - firstPower) / (lastPower - firstPower);
        return (int) Math.round(left + share * width);
    }

    /** Where the axis is labelled. */
    List<Double> ticks() {
        return IntStream.rangeClosed(firstPower, lastPower)
                .mapToObj(power -> Math.pow(10, power))
                .toList();
    }

    static String label(double number) {
        if (number >= 1_000_000) {
            return String.format(Locale.ROOT, "%.0f M", number / 1_000_000);
        }
        if (number >= 1_000) {
            return String.format(Locale.ROOT, "%.0f k", number / 1_000);
        }
        return number >= 1
                ? String.format(Locale.ROOT, "%.0f", number)
                : Double.toString(Math.round(number * 1_000) / 1_000.0);
    }
}
