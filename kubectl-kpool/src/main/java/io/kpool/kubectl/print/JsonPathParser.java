package io.kpool.kubectl.print;

import io.kpool.kubectl.print.JsonPath.All;
import io.kpool.kubectl.print.JsonPath.Descent;
import io.kpool.kubectl.print.JsonPath.Field;
import io.kpool.kubectl.print.JsonPath.Filter;
import io.kpool.kubectl.print.JsonPath.Slice;
import io.kpool.kubectl.print.JsonPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a path of kubectl's JSONPath: fields, {@code *}, indices and slices, {@code ..}, and filters that compare. */
final class JsonPathParser {
    private static final Pattern FIELD = Pattern.compile("((?:\\\\.|[^.\\[\\\\])+)");
    private static final Pattern QUOTED = Pattern.compile("'((?:\\\\.|[^'\\\\])*)'|\"((?:\\\\.|[^\"\\\\])*)\"");
    private static final Pattern INDEX = Pattern.compile("-?[0-9]+");
    private static final Pattern SLICE = Pattern.compile("(-?[0-9]*):(-?[0-9]*)");
    private static final Pattern FILTER =
            Pattern.compile("\\?\\(\\s*(@[^=!<>\\s]*)\\s*(?:(==|!=|<=|>=|<|>)\\s*(.+?))?\\s*\\)");

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    private JsonPathParser(String text) {
        this.text = text;
    }

    /** What makes no sense is an IllegalArgumentException. */
    static JsonPath parse(String text) {
        return new JsonPathParser(text).path();
    }

    private JsonPath path() {
        if (text.startsWith("$") || text.startsWith("@")) {
            at = 1;
        }
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '[' -> bracket();
                case '.' -> dot();
                default -> throw senseless("it has to begin with a dot or a bracket");
            }
        }
        return new JsonPath(steps);
    }

    private void dot() {
        boolean descends = text.startsWith("..", at);
        at += descends ? 2 : 1;
        if (at == text.length() || text.charAt(at) == '[') {
            return;
        }
        Matcher field = FIELD.matcher(text).region(at, text.length());
        if (!field.lookingAt()) {
            throw senseless("a field's name is missing");
        }
        at = field.end();
        String name = unescaped(field.group(1));
        if (name.equals("*")) {
            steps.add(new All());
        } else {
            steps.add(descends ? new Descent(name) : new Field(name));
        }
    }

    private void bracket() {
        int end = end();
        String inside = text.substring(at + 1, end).strip();
        at = end + 1;
        steps.add(step(inside));
    }

    /** A bracket may stand in quotes. */
    private int end() {
        char quote = 0;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ']') {
                return i;
            }
        }
        throw senseless("a bracket is not closed");
    }

    private Step step(String inside) {
        if (inside.equals("*")) {
            return new All();
        }
        Matcher quoted = QUOTED.matcher(inside);
        if (quoted.matches()) {
            return new Field(unescaped(quoted.group(1) == null ? quoted.group(2) : quoted.group(1)));
        }
        if (INDEX.matcher(inside).matches()) {
            int index = number(inside, 0);
            return new Slice(index, index == -1 ? Slice.OPEN : index + 1);
        }
        Matcher slice = SLICE.matcher(inside);
        if (slice.matches()) {
            return new Slice(number(slice.group(1), 0), number(slice.group(2), Slice.OPEN));
        }
        Matcher filter = FILTER.matcher(inside);
        if (filter.matches() && !joins(inside)) {
            return filter(filter);
        }
        throw senseless("[" + inside + "] is not understood");
    }

    /** A filter makes one comparison, as kubectl has it. */
    private static boolean joins(String filter) {
        String unquoted = QUOTED.matcher(filter).replaceAll("");
        return unquoted.contains("&&") || unquoted.contains("||");
    }

    private Filter filter(Matcher filter) {
        String operator = filter.group(2) == null ? "" : filter.group(2);
        String right = filter.group(3) == null ? "" : filter.group(3);
        Matcher quoted = QUOTED.matcher(right);
        String value = quoted.matches() ? unescaped(right.substring(1, right.length() - 1)) : right;
        if (operator.startsWith("<") || operator.startsWith(">")) {
            try {
                Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw senseless("\"" + value + "\" is no number to compare with");
            }
        }
        return new Filter(parse(filter.group(1)), operator, value);
    }

    private int number(String digits, int otherwise) {
        try {
            return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw senseless("there is no element " + digits);
        }
    }

    private static String unescaped(String name) {
        return name.replaceAll("\\\\(.)", "$1");
    }

    private IllegalArgumentException senseless(String why) {
        return new IllegalArgumentException("the JSONPath \"" + text + "\" makes no sense: " + why);
    }
}
