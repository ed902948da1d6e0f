package io.kpool.worker.function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Json;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/** What processes tell each other, as Java values and as JSON; by the rules of arguments and results. */
public final class JsonValues {
    /** Bytes of a message at most. */
    public static final int LARGEST_MESSAGE = 256 * 1024;

    private final ObjectMapper mapper;
    private final Arguments arguments;
    private final BoundedJson messages;

    JsonValues(ObjectMapper mapper, Arguments arguments) {
        this.mapper = mapper;
        this.arguments = arguments;
        this.messages = new BoundedJson(mapper, LARGEST_MESSAGE);
    }

    /** Writes what came as JSON as it came. */
    static SimpleModule module() {
        return new SimpleModule().addSerializer(Json.class, new AsItCame());
    }

    /**
     * Writes a message, or what else goes to others.
     *
     * @throws FailureException {@code INVALID}: it cannot be written, or has more than {@link #LARGEST_MESSAGE} bytes
     */
    public ByteString write(Object value) {
        if (value instanceof Received(ByteString body, JsonValues _) && body.size() <= LARGEST_MESSAGE) {
            return body;
        }
        try {
            return UnsafeByteOperations.unsafeWrap(messages.write(value));
        } catch (BoundedJson.TooLarge tooLarge) {
            throw new FailureException(Failure.INVALID, "the message is larger than 256 KiB of JSON");
        } catch (BoundedJson.Unwritable unwritable) {
            throw new FailureException(Failure.INVALID, "the message, " + unwritable.getMessage());
        }
    }

    /** What another sent; nothing was {@code null}. */
    public Json read(ByteString body) {
        return new Received(body.isEmpty() ? ByteString.copyFromUtf8("null") : body, this);
    }

    /**
     * A value that is given as a text.
     *
     * @throws IllegalArgumentException it is no JSON; the message says where
     */
    public Json parse(String text) {
        return new Received(
                UnsafeByteOperations.unsafeWrap(tree(text).toString().getBytes(StandardCharsets.UTF_8)), this);
    }

    private JsonNode tree(String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            if (tree.isMissingNode()) {
                throw new IllegalArgumentException("no JSON: it is empty");
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("no JSON: " + malformed.getOriginalMessage());
        }
    }

    private <T> T convert(String text, Class<T> type) {
        return switch (arguments.convert(tree(text), type, type)) {
            case Conversion.Fits(var value) -> boxed(type).cast(value.orElse(null));
            case Conversion.Misfit(String why) -> throw new IllegalArgumentException("it is " + why);
        };
    }

    // That of int.class is Integer.class, which is a Class<Integer> as int.class is.
    @SuppressWarnings("unchecked")
    private static <T> Class<T> boxed(Class<T> type) {
        return (Class<T>) MethodType.methodType(type).wrap().returnType();
    }

    private record Received(ByteString body, JsonValues values) implements Json {
        @Override
        public String text() {
            return body.toStringUtf8();
        }

        @Override
        public <T> T as(Class<T> type) {
            return values.convert(text(), type);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    private static final class AsItCame extends StdSerializer<Json> {
        private static final long serialVersionUID = 1L;

        AsItCame() {
            super(Json.class);
        }

        @Override
        public void serialize(Json value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeRawValue(value.text());
        }
    }
}
