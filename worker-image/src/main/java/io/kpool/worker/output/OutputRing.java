package io.kpool.worker.output;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Predicate;

/** The last that was printed to any stream, in the order printed, whole lines preferred: when it is full, the oldest go. */
final class OutputRing {
    private record Line(StreamName stream, byte[] bytes) {}

    private final int capacity;
    private final int mostLines;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private int size;

    /** @param mostLines for a line takes memory though it is empty */
    OutputRing(int capacity, int mostLines) {
        this.capacity = capacity;
        this.mostLines = mostLines;
    }

    synchronized void add(StreamName stream, byte[] line) {
        byte[] bytes = line.length <= capacity ? line : Arrays.copyOfRange(line, line.length - capacity, line.length);
        lines.add(new Line(stream, bytes));
        size += bytes.length;
        while (size > capacity || lines.size() > mostLines) {
            size -= lines.remove().bytes().length;
        }
    }

    synchronized int size() {
        return size;
    }

    /** The last whole lines of at most so many bytes; the end of the last line if that alone is longer. */
    byte[] tail(int bytes) {
        return tail(bytes, line -> true);
    }

    /** The same of one stream. */
    byte[] tail(int bytes, StreamName stream) {
        return tail(bytes, line -> line.stream() == stream);
    }

    private synchronized byte[] tail(int bytes, Predicate<Line> wanted) {
        byte[] tail = new byte[Math.min(bytes, size)];
        int start = tail.length;
        for (Iterator<Line> oldest = lines.descendingIterator(); oldest.hasNext(); ) {
            Line line = oldest.next();
            if (!wanted.test(line)) {
                continue;
            }
            byte[] text = line.bytes();
            if (text.length > start) {
                if (start == tail.length) {
                    System.arraycopy(text, text.length - start, tail, 0, start);
                    start = 0;
                }
                break;
            }
            start -= text.length;
            System.arraycopy(text, 0, tail, start, text.length);
        }
        return Arrays.copyOfRange(tail, start, tail.length);
    }
}
