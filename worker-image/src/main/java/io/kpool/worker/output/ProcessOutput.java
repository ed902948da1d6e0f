package io.kpool.worker.output;

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

    private final String pid;
    private final WorkerLog log;
    private final Map<StreamName, OutputRing> kept = new EnumMap<>(StreamName.class);
    private final Map<StreamName, LineSplitter> splitters = new EnumMap<>(StreamName.class);

    /** The output of the process of that pid. */
    public ProcessOutput(String pid, WorkerLog log) {
        this.pid = pid;
        this.log = log;
    }

    /** Takes what the process prints there. A write waits when the log does not keep up. */
    public OutputStream stream(StreamName stream) {
        synchronized (splitters) {
            return splitters.computeIfAbsent(stream, name -> new LineSplitter(line -> print(name, line)));
        }
    }

    private void print(StreamName stream, String line) {
        ring(stream).add(line);
        log.line(pid, stream, line);
    }

    private OutputRing ring(StreamName stream) {
        synchronized (kept) {
            return kept.computeIfAbsent(stream, name -> new OutputRing(KEPT_BYTES / StreamName.values().length));
        }
    }

    /** The last whole lines printed there, at most so many bytes. */
    public String tail(StreamName stream, int bytes) {
        synchronized (kept) {
            OutputRing ring = kept.get(stream);
            return ring == null ? "" : ring.tail(bytes);
        }
    }

    /** Ends lines that have no end yet: the process is over. */
    public void finish() {
        synchronized (splitters) {
            splitters.values().forEach(LineSplitter::finish);
        }
    }
}
