package io.kpool.worker.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Gives what is printed inside the agent's JVM to the process that printed it. A thread belongs to the process that it
 * was bound to, or else to that of the thread that made it; what belongs to none is logged as the agent's own.
 */
public final class OutputRouter {
    private final InheritableThreadLocal<ProcessOutput> bound = new InheritableThreadLocal<>();
    private final WorkerLog log;

    /** A router whose homeless lines go to that log. */
    public OutputRouter(WorkerLog log) {
        this.log = log;
    }

    /** From here on the current thread, and those it makes, print to that output. */
    public void bind(ProcessOutput output) {
        bound.set(output);
    }

    /** To be set as {@link System#out} or {@link System#err}. */
    public PrintStream printStream(StreamName stream) {
        return new PrintStream(new Routed(stream), true, StandardCharsets.UTF_8);
    }

    private final class Routed extends OutputStream {
        private final StreamName stream;
        private final LineSplitter homeless = new LineSplitter(line -> log.event(LineSplitter.text(line)));

        Routed(StreamName stream) {
            this.stream = stream;
        }

        @Override
        public void write(int single) throws IOException {
            target().write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target().write(bytes, offset, length);
        }

        private OutputStream target() {
            ProcessOutput output = bound.get();
            return output == null ? homeless : output.stream(stream);
        }
    }
}
