package io.kpool.kubectl.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A path into JSON: what it selects of a node. */
record JsonPath(List<Step> steps) {
    /** One step of a path. */
    sealed interface Step {
        Stream<JsonNode> from(JsonNode node);
    }

    /** A field of an object. */
    record Field(String name) implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return Stream.of(node.path(name));
        }
    }

    /** Everything in an array or object. */
    record All() implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return children(node).stream();
        }
    }

    /** Of an array the elements from one to before another; negative ones count from the end. */
    record Slice(int first, int end) implements Step {
        /** As an end: that of the array. */
        static final int OPEN = Integer.MAX_VALUE;

        @Override
        public Stream<JsonNode> from(JsonNode node) {
            int size = node.isArray() ? node.size() : 0;
            int low = Math.max(0, first < 0 ? first + size : first);
            int high = Math.min(size, end < 0 ? end + size : end);
            return low < high ? children(node).subList(low, high).stream() : Stream.empty();
        }
    }

    /** A field wherever it is. */
    record Descent(String name) implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            List<JsonNode> found = new ArrayList<>();
            node.findValues(name, found);
            return found.stream();
        }
    }

    /** Those in an array for which a comparison holds. */
    record Filter(JsonPath left, String operator, String right) implements Step {
        @Override
        public Stream<JsonNode> from(JsonNode node) {
            return children(node).stream().filter(this::holds);
        }

        private boolean holds(JsonNode node) {
            return left.select(node).anyMatch(value -> switch (operator) {
                case "" -> true;
                case "==" -> value.asText().equals(right);
                case "!=" -> !value.asText().equals(right);
                default -> ordered(value.asDouble(), Double.parseDouble(right));
            });
        }

        private boolean ordered(double value, double bound) {
            return switch (operator) {
                case "<" -> value < bound;
                case "<=" -> value <= bound;
                case ">" -> value > bound;
                default -> value >= bound;
            };
        }
    }

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** What is there; what is not is left out. */
    Stream<JsonNode> select(JsonNode node) {
        Stream<JsonNode> selected = Stream.of(node);
        for (Step step : steps) {
            selected = selected.flatMap(step::from);
        }
        return selected.filter(found -> !found.isMissingNode());
    }

    private static List<JsonNode> children(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return children;
    }
}
