package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.print.Column;
import io.kpool.kubectl.print.Document;
import io.kpool.kubectl.print.Format;
import io.kpool.kubectl.print.JsonPathTemplate;
import io.kpool.kubectl.print.Table;
import io.kpool.kubectl.wire.Failure;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that say how an answer looks, and how it then does. */
final class Printing {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 50,
            description = "wide, json, yaml, name or jsonpath=TEMPLATE.")
    String output = "";

    @Option(names = "--no-headers", order = 51, description = "Without the line above a table.")
    boolean noHeaders;

    /** What makes no sense is said before anything is asked. */
    void check() {
        Format format = format();
        if (format.kind() == Format.Kind.JSONPATH) {
            sensible(() -> JsonPathTemplate.parse(format.template()));
        }
    }

    /** Prints a list as it was asked for. */
    void list(Session session, Listing listing) {
        Format format = format();
        switch (format.kind()) {
            case TABLE, WIDE -> table(session, listing, format.kind());
            case NAME ->
                listing.items().stream()
                        .map(listing.name())
                        .filter(name -> !name.isEmpty())
                        .forEach(session.out()::println);
            default -> document(session, listing.document());
        }
    }

    /** Prints one answer; tables and names are as given. */
    void one(Session session, JsonNode answer, List<String> lines) {
        switch (format().kind()) {
            case TABLE, WIDE, NAME -> lines.forEach(session.out()::println);
            default -> document(session, answer);
        }
    }

    private void document(Session session, JsonNode content) {
        Format format = format();
        switch (format.kind()) {
            case YAML -> session.out().print(Document.yaml(content));
            case JSONPATH ->
                session.out()
                        .print(sensible(() -> JsonPathTemplate.parse(format.template()))
                                .print(content));
            default -> session.out().print(Document.json(content));
        }
    }

    private void table(Session session, Listing listing, Format.Kind kind) {
        if (listing.items().isEmpty()) {
            session.say(listing.nothing());
            return;
        }
        List<Column> columns = listing.columns().stream()
                .filter(column -> column.width() == Column.Width.ALWAYS || kind == Format.Kind.WIDE)
                .toList();
        Table table = Table.of();
        if (!noHeaders) {
            table.row(columns.stream().map(Column::header).toList());
        }
        listing.items()
                .forEach(item -> table.row(columns.stream()
                        .map(column -> column.cell().apply(item))
                        .toList()));
        table.lines(session.paint()).forEach(session.out()::println);
    }

    private Format format() {
        return sensible(() -> Format.of(output));
    }

    private static <T> T sensible(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /** As kubectl wraps several. */
    static JsonNode wrapped(List<? extends JsonNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(items);
        return list;
    }
}
