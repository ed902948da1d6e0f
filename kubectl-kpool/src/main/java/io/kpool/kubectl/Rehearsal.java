package io.kpool.kubectl;

import io.kpool.kubectl.command.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Runs the commands that it reads, a line each, in one JVM: from that the build makes the start-up cache of the archive. */
final class Rehearsal {
    private Rehearsal() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int code = Main.run(Surroundings.ofProcess(System.out, System.err), line.split(" ", -1));
            if (code != 0) {
                throw new IllegalStateException(line + " ended with " + code);
            }
        }
    }
}
