package io.kpool.operator.events;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Shortens what a program said: its beginning tells what it is about, its end why it came to grief. Pure. */
public final class Excerpt {
    private static final String OMITTED = "…";
    /** In code points; enough for a host's name, the reason and an exit code. */
    private static final int BEGINNING = 128;

    private Excerpt() {}

    /**
     * The text, or its beginning and its end.
     *
     * @param bytes how long it may be in UTF-8, which is how the API server counts; at least 1024
     */
    public static String of(String text, int bytes) {
        if (length(text) <= bytes) {
            return text;
        }
        String beginning = text.substring(0, text.offsetByCodePoints(0, BEGINNING)) + OMITTED;
        return beginning + end(text, bytes - length(beginning));
    }

    private static String end(String text, int bytes) {
        int start = text.length();
        int left = bytes;
        while (start > 0) {
            int before = text.offsetByCodePoints(start, -1);
            left -= length(text.substring(before, start));
            if (left < 0) {
                break;
            }
            start = before;
        }
        return text.substring(start);
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
