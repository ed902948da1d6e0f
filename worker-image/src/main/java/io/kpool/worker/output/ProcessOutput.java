package io.kpool.worker.output;

import io.kpool.pool.Pid;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one process prints: its last {@link #KEPT_BYTES} are kept, every line goes to the worker's log, and to whoever
 * follows. Made small: most processes print nothing.
 */
public final class ProcessOutput {
    /** How much of a process's output is kept with it. */
    public static final int KEPT_BYTES = 64 * 1024;

    /** So many lines at most, as long as most lines are. */
    static final int KEPT_LINES = KEPT_BYTES / 32;

    private static final Follower NOBODY = (stream, line) -> {};

    private final Pid pid;
    private final WorkerLog log;
    private volatile Follower follower = NOBODY;
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

    /** From the next line on it is told what is printed; nobody else is. */
    public void follow(Follower now) {
        follower = now;
    }

    /** Nobody follows any more. */
    public void unfollow() {
        follower = NOBODY;
    }

    /** How many bytes are kept. */
    public int size() {
        return kept().map(OutputRing::size).orElse(0);
    }

    /** The last whole lines of all streams, in the order printed, at most so many bytes. */
    public byte[] tail(int bytes) {
        return kept().map(ring -> ring.tail(bytes)).orElse(new byte[0]);
    }

    /** The last whole lines printed there, at most so many bytes. */
    public String tail(StreamName stream, int bytes) {
        return kept().map(ring -> new String(ring.tail(bytes, stream), StandardCharsets.UTF_8))
                .orElse("");
    }

    private Optional<OutputRing> kept() {
        return Optional.ofNullable(printed).map(now -> now.ring);
    }

    /** Ends lines that have no end yet: the process is over. */
    public void finish() {
        Printed now = printed;
        if (now != null) {
            now.splitters.values().forEach(LineSplitter::finish);
        }
    }

    private final class Printed {
        private final OutputRing ring = new OutputRing(KEPT_BYTES, KEPT_LINES);
        private final Map<StreamName, LineSplitter> splitters = new EnumMap<>(StreamName.class);

        Printed() {
            for (StreamName stream : StreamName.values()) {
                splitters.put(stream, new LineSplitter(line -> print(stream, line)));
            }
        }

        private void print(StreamName stream, byte[] line) {
            ring.add(stream, line);
            follower.printed(stream, line);
            log.line(pid.toString(), stream, LineSplitter.text(line));
        }
    }
}
