package io.kpool.kubectl.print;

import java.util.Arrays;
import java.util.Locale;

/** What {@code -o} asks for; the template is of {@code jsonpath} only. */
public record Format(Kind kind, String template) {
    /** The ways to print an answer. */
    public enum Kind {
        TABLE,
        WIDE,
        JSON,
        YAML,
        NAME,
        JSONPATH
    }

    private static final String PATH = "jsonpath=";

    /** Reads the option's value; an empty one is a table. What makes no sense is an IllegalArgumentException. */
    public static Format of(String text) {
        if (text.isEmpty()) {
            return new Format(Kind.TABLE, "");
        }
        if (text.startsWith(PATH)) {
            return new Format(Kind.JSONPATH, text.substring(PATH.length()));
        }
        return Arrays.stream(new Kind[] {Kind.WIDE, Kind.JSON, Kind.YAML, Kind.NAME})
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .map(kind -> new Format(kind, ""))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no output format \"" + text + "\": say wide, json, yaml, name or jsonpath=TEMPLATE"));
    }
}
