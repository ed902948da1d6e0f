package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kpool.crd.CommandLine;
import io.kpool.crd.EnvironmentVariable;
import io.kpool.crd.JavaCall;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads requests strictly and says what is wrong with them; writes answers. */
final class JsonText {
    private static final int DEEPEST = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // A resource forgives what it does not know; a request does not.
            .addMixIn(JavaCall.class, Strict.class)
            .addMixIn(CommandLine.class, Strict.class)
            .addMixIn(EnvironmentVariable.class, Strict.class)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    @JsonIgnoreProperties(ignoreUnknown = false)
    private interface Strict {}

    private JsonText() {}

    /** Nothing at all is an empty object. Nonsense is an IllegalArgumentException that says what to change. */
    static <T> T read(byte[] text, Class<T> type) {
        ObjectReader reader = MAPPER.readerFor(type);
        try {
            T read = text.length == 0 ? reader.readValue("{}") : reader.readValue(text);
            if (read == null) {
                throw new IllegalArgumentException("the body is null: send a JSON object");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(complaint(e), e);
        } catch (IOException e) {
            // There is nothing to read it from but memory: what fails is the text.
            throw new IllegalArgumentException("the body is no JSON in UTF-8: " + e.getMessage(), e);
        }
    }

    static byte[] write(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }

    private static String complaint(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "unknown field \"" + path(unknown) + "\": there are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case MismatchedInputException other
            when other.getPath().isEmpty() -> "the body is not what is expected here: send a JSON object";
            case MismatchedInputException other ->
                "the field \"" + path(other) + "\" is not what is expected there: " + other.getOriginalMessage();
            case JsonParseException broken ->
                "the body is no JSON, at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ": " + broken.getOriginalMessage();
            default -> "the body cannot be read: " + e.getOriginalMessage();
        };
    }

    private static String path(JsonMappingException e) {
        List<String> parts = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .toList();
        String path = String.join("", parts);
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
