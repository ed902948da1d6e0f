package io.kpool.e2e;

import java.io.IOException;
import java.util.List;

/** {@code kubectl kpool} in a namespace. */
interface Plugin {
    /** What it printed and how it ended. */
    record Result(int code, String out, String err) {}

    /** Runs a command of it, and waits for its end. */
    Result run(String... words) throws IOException, InterruptedException;

    /** Its exit code has to be 0; what it printed, without the line's end. */
    default String succeed(String... words) throws IOException, InterruptedException {
        Result result = run(words);
        if (result.code() != 0) {
            throw new AssertionError(List.of(words) + " exited with " + result.code() + ": " + result.err());
        }
        return result.out().strip();
    }
}
