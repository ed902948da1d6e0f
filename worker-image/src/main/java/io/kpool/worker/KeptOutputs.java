package io.kpool.worker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** The last that the processes which ended last had printed; confined to the loop. */
final class KeptOutputs {
    static final int MOST = 1000;
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private final SequencedMap<Long, byte[]> texts = new LinkedHashMap<>();
    private int bytes;

    /** That one has ended, and this is the end of what it printed. */
    void keep(long serial, byte[] text) {
        if (text.length == 0) {
            return;
        }
        texts.put(serial, text);
        bytes += text.length;
        while (texts.size() > MOST || bytes > MOST_BYTES) {
            bytes -= texts.pollFirstEntry().getValue().length;
        }
    }

    /** Its last whole lines of at most so many bytes; the end of its last line if that alone is longer. */
    Optional<byte[]> tail(long serial, int atMost) {
        return Optional.ofNullable(texts.get(serial)).map(text -> tail(text, atMost));
    }

    private static byte[] tail(byte[] text, int atMost) {
        if (text.length <= atMost) {
            return text;
        }
        int start = text.length - atMost;
        for (int at = start; at < text.length; at++) {
            if (text[at - 1] == '\n') {
                return Arrays.copyOfRange(text, at, text.length);
            }
        }
        return Arrays.copyOfRange(text, start, text.length);
    }
}
