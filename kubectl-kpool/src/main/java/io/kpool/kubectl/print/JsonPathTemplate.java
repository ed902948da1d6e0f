package io.kpool.kubectl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A text with JSONPath in braces, as {@code kubectl -o jsonpath} takes it. */
public final class JsonPathTemplate {
    private sealed interface Piece {}

    private record Text(String text) implements Piece {}

    private record Value(JsonPath path) implements Piece {}

    private record Range(JsonPath path, List<Piece> pieces) implements Piece {}

    private final String template;
    private final List<Piece> pieces;
    private int at;

    private JsonPathTemplate(String template) {
        this.template = template;
        this.pieces = pieces(0);
    }

    /** What makes no sense is an IllegalArgumentException that says why. */
    public static JsonPathTemplate parse(String template) {
        return new JsonPathTemplate(template);
    }

    /** The text with what the paths select; several values with a blank between. */
    public String print(JsonNode root) {
        StringBuilder out = new StringBuilder();
        print(pieces, root, out);
        return out.toString();
    }

    private static void print(List<Piece> pieces, JsonNode node, StringBuilder out) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Text text -> out.append(text.text());
                case Value value ->
                    out.append(value.path()
                            .select(node)
                            .map(JsonPathTemplate::shown)
                            .collect(Collectors.joining(" ")));
                case Range range -> range.path().select(node).forEach(each -> print(range.pieces(), each, out));
            }
        }
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private List<Piece> pieces(int depth) {
        List<Piece> found = new ArrayList<>();
        while (at < template.length()) {
            if (template.charAt(at) != '{') {
                int brace = template.indexOf('{', at);
                int end = brace < 0 ? template.length() : brace;
                found.add(new Text(template.substring(at, end)));
                at = end;
                continue;
            }
            String inside = inside();
            if (inside.equals("end")) {
                if (depth == 0) {
                    throw new IllegalArgumentException("the JSONPath template has an {end} too many");
                }
                return found;
            }
            found.add(piece(inside, depth));
        }
        if (depth > 0) {
            throw new IllegalArgumentException("the JSONPath template lacks the {end} of a {range}");
        }
        return found;
    }

    private Piece piece(String inside, int depth) {
        if (inside.startsWith("range ")) {
            return new Range(
                    JsonPathParser.parse(inside.substring("range ".length()).strip()), pieces(depth + 1));
        }
        if (inside.length() > 1 && (inside.startsWith("\"") || inside.startsWith("'"))) {
            return new Text(inside.substring(1, inside.length() - 1)
                    .replace("\\n", "\n")
                    .replace("\\t", "\t")
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\"));
        }
        return new Value(JsonPathParser.parse(inside));
    }

    /** What stands between braces; those in quotes do not count. */
    private String inside() {
        char quote = 0;
        for (int i = at + 1; i < template.length(); i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '}') {
                String inside = template.substring(at + 1, i).strip();
                at = i + 1;
                return inside;
            }
        }
        throw new IllegalArgumentException("the JSONPath template has a brace that is not closed");
    }
}
