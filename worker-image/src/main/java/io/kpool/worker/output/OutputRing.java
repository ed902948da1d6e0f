package io.kpool.worker.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The last bytes of a text, whole lines preferred: when it is full, the oldest lines go. */
final class OutputRing {
    private final int capacity;
    private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
    private int size;

    OutputRing(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a line, which is given without its line end. */
    synchronized void add(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > capacity) {
            bytes = Arrays.copyOfRange(bytes, bytes.length - capacity, bytes.length);
        }
        lines.add(bytes);
        size += bytes.length;
        while (size > capacity) {
            size -= lines.remove().length;
        }
    }

    /** The last whole lines of at most so many bytes; the end of the last line if that alone is longer. */
    synchronized String tail(int bytes) {
        byte[] tail = new byte[Math.min(bytes, size)];
        int start = tail.length;
        for (var oldest = lines.descendingIterator(); oldest.hasNext(); ) {
            byte[] line = oldest.next();
            if (line.length > start) {
                if (start == tail.length) {
                    System.arraycopy(line, line.length - start, tail, 0, start);
                    start = 0;
                }
                break;
            }
            start -= line.length;
            System.arraycopy(line, 0, tail, start, line.length);
        }
        return new String(tail, start, tail.length - start, StandardCharsets.UTF_8);
    }
}
