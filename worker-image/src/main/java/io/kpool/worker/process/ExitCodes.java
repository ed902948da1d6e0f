package io.kpool.worker.process;

import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.output.StreamName;

/** Says what an exit code other than 0 means, with the last that the program printed. */
final class ExitCodes {
    private static final int FIRST_SIGNAL = 128;
    private static final int LAST_SIGNAL = FIRST_SIGNAL + 64;
    private static final int KILL = FIRST_SIGNAL + 9;
    private static final int QUOTED_OUTPUT = 3500;

    private ExitCodes() {}

    static String describe(int code, ProcessOutput output) {
        var text = new StringBuilder("exit code ").append(code);
        if (code > FIRST_SIGNAL && code <= LAST_SIGNAL) {
            text.append(", as after signal ").append(code - FIRST_SIGNAL);
        }
        if (code == KILL) {
            text.append(" (killed by somebody, or because the memory was used up)");
        }
        String errors = output.tail(StreamName.STDERR, QUOTED_OUTPUT);
        String last = errors.isEmpty() ? output.tail(StreamName.STDOUT, QUOTED_OUTPUT) : errors;
        return last.isEmpty()
                ? text.toString()
                : text.append(": ").append(last.strip()).toString();
    }
}
