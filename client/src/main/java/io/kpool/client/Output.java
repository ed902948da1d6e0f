package io.kpool.client;

import java.nio.charset.StandardCharsets;

/**
 * Something that a process printed: whole lines, with their ends, unless one is longer than 16 KiB or was the last.
 *
 * @param text as it was printed, in no particular encoding
 * @param skipped how many bytes before it were lost since somebody was too slow
 */
public record Output(String pid, Stream stream, byte[] text, long skipped) {
    /** Where it was printed. */
    public enum Stream {
        STDOUT,
        STDERR
    }

    /** The text, read as UTF-8. */
    public String asString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
