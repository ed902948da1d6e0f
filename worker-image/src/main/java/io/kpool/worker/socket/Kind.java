package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a field holds. */
enum Kind {
    TEXT("a text", JsonNode::isTextual, TextNode::valueOf),
    TRUTH("true or false", JsonNode::isBoolean, Kind::truth),
    NUMBER("a whole number above 0", Kind::isCounted, text -> LongNode.valueOf(Long.parseLong(text))),
    SECONDS("a number from 0 to 3600", Kind::isSeconds, text -> DecimalNode.valueOf(new BigDecimal(text))),
    LIST("a list", JsonNode::isArray, TextNode::valueOf),
    JSON("any JSON", any -> true, TextNode::valueOf);

    private static final BigDecimal AN_HOUR = BigDecimal.valueOf(3600);

    private final String description;
    private final Predicate<JsonNode> accepts;
    private final Function<String, JsonNode> reader;

    Kind(String description, Predicate<JsonNode> accepts, Function<String, JsonNode> reader) {
        this.description = description;
        this.accepts = accepts;
        this.reader = reader;
    }

    private static JsonNode truth(String text) {
        return switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(text);
        };
    }

    private static boolean isCounted(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0;
    }

    private static boolean isSeconds(JsonNode value) {
        return value.isNumber()
                && value.decimalValue().signum() >= 0
                && value.decimalValue().compareTo(AN_HOUR) <= 0;
    }

    /** That value, which is of this kind; otherwise it is an IllegalArgumentException. */
    JsonNode checked(String field, JsonNode value) {
        if (!accepts.test(value)) {
            throw new IllegalArgumentException("\"" + field + "\" has to be " + description);
        }
        return value;
    }

    /** What is written in a path or behind its question mark. */
    JsonNode read(String field, String text) {
        try {
            return checked(field, reader.apply(text));
        } catch (NumberFormatException noNumber) {
            return checked(field, JsonNodeFactory.instance.nullNode());
        }
    }
}
