package io.kpool.kubectl.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kpool.kubectl.wire.Failure;

/** Words of the command line as JSON. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What is JSON is that; anything else is a text. */
    static JsonNode value(String word) {
        try {
            JsonNode read = MAPPER.readTree(word);
            return read.isMissingNode() ? TextNode.valueOf(word) : read;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(word);
        }
    }

    /** {@code module:function} and its arguments. */
    static ObjectNode java(String function, Iterable<String> arguments) {
        int colon = function.indexOf(':');
        if (colon < 1 || colon == function.length() - 1) {
            throw Failure.usage("\"" + function + "\" is no function: say MODULE:FUNCTION, as in java.lang.Math:max");
        }
        ObjectNode java =
                object().put("module", function.substring(0, colon)).put("function", function.substring(colon + 1));
        var values = java.putArray("args");
        arguments.forEach(argument -> values.add(value(argument)));
        return java;
    }
}
