package io.kpool.worker.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Turns JSON arguments into what parameters take, and never loses anything on the way: a number that an {@code int}
 * cannot hold does not fit an {@code int}. What is written with a fraction or an exponent is rounded to the nearest
 * double, which is what JSON means by it.
 */
final class Arguments {
    private static final int LONGEST_QUOTE = 60;

    private final ObjectMapper mapper;

    Arguments(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Conversion convert(JsonNode argument, Class<?> type, Type generic) {
        if (argument.isNull()) {
            return type.isPrimitive() ? new Conversion.Misfit("null, and " + type + " has no null") : fits(null);
        }
        return switch (ParameterKind.of(type)) {
            case BOOLEAN ->
                argument.isBoolean() ? fits(argument.booleanValue()) : misfit(argument, "not true or false");
            case INT ->
                isWhole(argument) && argument.decimalValue().compareTo(BigDecimal.valueOf(argument.intValue())) == 0
                        ? fits(argument.intValue())
                        : misfit(argument, "not a whole number of 32 bits");
            case LONG ->
                isWhole(argument) && argument.decimalValue().compareTo(BigDecimal.valueOf(argument.longValue())) == 0
                        ? fits(argument.longValue())
                        : misfit(argument, "not a whole number of 64 bits");
            case DOUBLE -> toDouble(argument);
            case STRING -> argument.isTextual() ? fits(argument.textValue()) : misfit(argument, "not a string");
            case OTHER -> toOther(argument, type, generic);
        };
    }

    private static boolean isWhole(JsonNode argument) {
        return argument.isNumber()
                && argument.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static Conversion toDouble(JsonNode argument) {
        if (!argument.isNumber()) {
            return misfit(argument, "not a number");
        }
        double value = argument.doubleValue();
        if (Double.isInfinite(value)) {
            return misfit(argument, "too large for a double");
        }
        return !argument.isIntegralNumber() || new BigDecimal(value).compareTo(argument.decimalValue()) == 0
                ? fits(value)
                : misfit(argument, "a whole number that a double would round");
    }

    private Conversion toOther(JsonNode argument, Class<?> type, Type generic) {
        if (type == float.class || type == Float.class) {
            return toFloat(argument);
        }
        try {
            return fits(mapper.readerFor(mapper.constructType(generic)).readValue(argument));
        } catch (JsonProcessingException unsuitable) {
            return misfit(argument, "no " + type.getTypeName() + ": " + describe(unsuitable));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError unsuitable) {
            return misfit(argument, "no " + type.getTypeName() + ": " + unsuitable);
        }
    }

    private static String describe(JsonProcessingException unsuitable) {
        // Behind the parenthesis are settings that the caller cannot change.
        String message = unsuitable.getOriginalMessage().replaceFirst(" \\(set Deserialization.*", "");
        return unsuitable instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? mapping.getPathReference() + ": " + message
                : message;
    }

    private static Conversion toFloat(JsonNode argument) {
        if (!argument.isNumber()) {
            return misfit(argument, "not a number");
        }
        float value = argument.floatValue();
        return !Float.isInfinite(value) && new BigDecimal(Float.toString(value)).compareTo(argument.decimalValue()) == 0
                ? fits(value)
                : misfit(argument, "a number that a float would round");
    }

    private static Conversion fits(Object value) {
        return new Conversion.Fits(Optional.ofNullable(value));
    }

    private static Conversion misfit(JsonNode argument, String why) {
        String text = argument.toString();
        String quote = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return new Conversion.Misfit(quote + ", " + why);
    }
}
