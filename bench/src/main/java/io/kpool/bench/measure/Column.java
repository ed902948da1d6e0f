package io.kpool.bench.measure;

/** A number that a figure may have; the order is that of its line. */
public enum Column {
    COUNT("count"),
    PER_SECOND("per_second"),
    P50("p50_micros"),
    P99("p99_micros"),
    P999("p999_micros"),
    PROCESSOR("cpu_micros_each"),
    VALUE("value");

    private final String header;

    Column(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }
}
