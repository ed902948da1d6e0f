package io.kpool.worker.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines of UTF-8; a line longer than {@link #LONGEST_LINE} is cut there. */
final class LineSplitter extends OutputStream {
    static final int LONGEST_LINE = 16 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int single) {
        if (single == '\n') {
            emit();
            return;
        }
        line.write(single);
        if (line.size() >= LONGEST_LINE) {
            emit();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            boolean lineEnd = bytes[at] == '\n';
            if (lineEnd || line.size() + at - start >= LONGEST_LINE) {
                line.write(bytes, start, at - start);
                emit();
                start = lineEnd ? at + 1 : at;
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
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
