package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Column;
import java.util.List;
import java.util.function.Function;

/**
 * Things to print.
 *
 * @param name of {@code -o name}
 * @param document of {@code -o json} and its like
 * @param nothing what is said if there are none
 */
record Listing(
        List<Column> columns,
        List<JsonNode> items,
        Function<JsonNode, String> name,
        JsonNode document,
        String nothing) {
    Listing {
        columns = List.copyOf(columns);
        items = List.copyOf(items);
    }
}
