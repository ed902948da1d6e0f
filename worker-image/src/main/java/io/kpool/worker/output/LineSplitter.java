package io.kpool.worker.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines, which keep their ends; a line longer than {@link #LONGEST_LINE} is cut there. */
final class LineSplitter extends OutputStream {
    static final int LONGEST_LINE = 16 * 1024;

    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    LineSplitter(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int single) {
        line.write(single);
        if (single == '\n' || line.size() >= LONGEST_LINE) {
            emit();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        int start = offset;
        int end = offset + count;
        for (int at = offset; at < end; at++) {
            int length = at + 1 - start;
            if (bytes[at] == '\n' || line.size() + length >= LONGEST_LINE) {
                line.write(bytes, start, length);
                emit();
                start = at + 1;
            }
        }
        line.write(bytes, start, end - start);
    }

    /** Ends the line that has no end yet. */
    synchronized void finish() {
        if (line.size() > 0) {
            emit();
        }
    }

    private void emit() {
        byte[] whole = line.toByteArray();
        line.reset();
        lines.accept(whole);
    }

    /** What a line says, without its end. */
    static String text(byte[] line) {
        int length = line.length;
        if (length > 0 && line[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
