package io.kpool.pool;

import java.util.regex.Pattern;

/** Checks numbers that come from outside. */
final class Numbers {
    private static final Pattern CANONICAL = Pattern.compile("[1-9][0-9]{0,18}");

    private Numbers() {}

    static void requirePositive(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1: " + number);
        }
    }

    static void requireNotNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + number);
        }
    }

    /** A positive decimal number without sign or leading zeros: each number has one text. */
    static long parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a positive number: '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
