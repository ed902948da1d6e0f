package io.kpool.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the figures were measured on. */
record Machine(Map<String, String> facts) {
    private static final double KIB_PER_GIB = 1024 * 1024;

    static Machine here() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("Model", valueIn(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("Memory", gibibytes(valueIn(Path.of("/proc/meminfo"), "MemTotal")));
        facts.put("Kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        return new Machine(facts);
    }

    private static String valueIn(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String gibibytes(String kibibytes) {
        return String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kibibytes.replaceAll("\\D", "")) / KIB_PER_GIB);
    }
}
