package io.kpool.worker.output;

import io.kpool.pool.Pid;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one process prints: its last {@link #KEPT_BYTES} are kept, and every line goes to the worker's log. Made small:
 * most processes print nothing.
 */
public final class ProcessOutput {
    /** How much of a process's output is kept with it. */
    public static final int KEPT_BYTES = 64 * 1024;

    private final Pid pid;
    private final WorkerLog log;
    // None until something is printed.
    private volatile Printed printed;

    /** The output of the process of that pid. */
    public ProcessOutput(Pid pid, WorkerLog log) {
        this.pid = pid;
        this.log = log;
    }

    /** Takes what the process prints there. A write waits when the log does not keep up. */
    public OutputStream stream(StreamName stream) {
        return printed().splitters.get(stream);
    }

    private Printed printed() {
        Printed now = printed;
        return now == null ? firstPrinted() : now;
    }

    private synchronized Printed firstPrinted() {
        if (printed == null) {
            printed = new Printed();
        }
        return printed;
    }

    /** The last whole lines printed there, at most so many bytes. */
    public String tail(StreamName stream, int bytes) {
        Printed now = printed;
        return now == null ? "" : now.rings.get(stream).tail(bytes);
    }

    /** Ends lines that have no end yet: the process is over. */
    public void finish() {
        Printed now = printed;
        if (now != null) {
            now.splitters.values().forEach(LineSplitter::finish);
        }
    }

    private final class Printed {
        private final Map<StreamName, OutputRing> rings = new EnumMap<>(StreamName.class);
        private final Map<StreamName, LineSplitter> splitters = new EnumMap<>(StreamName.class);

        Printed() {
            for (StreamName stream : StreamName.values()) {
                rings.put(stream, new OutputRing(KEPT_BYTES / StreamName.values().length));
                splitters.put(stream, new LineSplitter(line -> print(stream, line)));
            }
        }

        private void print(StreamName stream, String line) {
            rings.get(stream).add(line);
            log.line(pid.toString(), stream, line);
        }
    }
}
