package io.kpool.kubectl.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/** What a command has of the machine: its streams, the environment and the time. */
public record Surroundings(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, InstantSource clock) {
    /** Of this process. */
    public static Surroundings ofProcess(PrintStream out, PrintStream err) {
        return new Surroundings(System.in, out, err, System.getenv(), InstantSource.system());
    }

    /** The launcher says so, for it knows at once what costs a JVM many classes to find out. */
    public boolean terminal() {
        return environment.getOrDefault("KPOOL_TERMINAL", "").equals("1");
    }

    /** An environment variable; empty: it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
