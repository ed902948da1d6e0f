package io.kpool.pool.directory;

import java.util.Objects;

/**
 * A group or a name of one namespace.
 *
 * @param text any of 1 to 253 characters
 */
public record Key(Kind kind, String text) {
    public static final int LONGEST = 253;

    /** What it is; the rules differ in one thing only. */
    public enum Kind {
        /** {@code pg2}'s: has to be created before anyone joins, and stays when it is empty. */
        GROUP("group"),
        /** Distribunator's: is there while somebody is registered. */
        NAME("name");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public Key {
        Objects.requireNonNull(kind, "kind");
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a " + kind.word() + " has 1 to " + LONGEST + " characters, not " + text.length());
        }
    }

    public static Key group(String text) {
        return new Key(Kind.GROUP, text);
    }

    public static Key name(String text) {
        return new Key(Kind.NAME, text);
    }

    @Override
    public String toString() {
        return kind.word() + " " + text;
    }
}
