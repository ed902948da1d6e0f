package io.kpool.bench.spawn;

import io.kpool.bench.measure.FigureProgram;
import java.util.List;
import java.util.Map;

/** A program that uses the client, in a JVM of its own, started as any would be, with nothing tuned. */
public final class CallerProgram {
    private CallerProgram() {}

    /** @param environment what its pod would tell it, and what it is to do */
    public static FigureProgram of(Class<?> main, Map<String, String> environment) {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        return new FigureProgram(command, environment);
    }
}
