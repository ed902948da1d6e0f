package io.kpool.bench.scale;

import java.util.Arrays;
import java.util.List;

/** What the operator tells Prometheus. */
record OperatorMetrics(String text) {

    /** The value of the series of that name with all these labels, each as {@code name="value"}; 0: there is none. */
    double value(String name, String... labels) {
        List<String> wanted = Arrays.asList(labels);
        return text.lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> wanted.stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }
}
