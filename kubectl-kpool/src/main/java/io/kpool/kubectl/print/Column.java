package io.kpool.kubectl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** A column of a list. */
public record Column(String header, Width width, Function<JsonNode, String> cell) {
    /** When a column is shown. */
    public enum Width {
        ALWAYS,
        WIDE
    }

    /** One that is always shown. */
    public static Column of(String header, Function<JsonNode, String> cell) {
        return new Column(header, Width.ALWAYS, cell);
    }

    /** One that is shown with {@code -o wide}. */
    public static Column wide(String header, Function<JsonNode, String> cell) {
        return new Column(header, Width.WIDE, cell);
    }
}
