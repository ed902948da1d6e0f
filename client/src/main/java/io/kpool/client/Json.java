package io.kpool.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

/** Arguments, results and messages. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().findAndRegisterModules();
    /** Bytes that a message may have. */
    static final int LARGEST_MESSAGE = 256 * 1024;

    private Json() {}

    /** @throws KpoolException {@link ErrorCode#INVALID}: it cannot be written as JSON, or is too large */
    static ByteString message(Object content) {
        try {
            byte[] json = MAPPER.writeValueAsBytes(content);
            if (json.length > LARGEST_MESSAGE) {
                throw new KpoolException(
                        ErrorCode.INVALID,
                        "a message has at most " + LARGEST_MESSAGE + " bytes, and this one has " + json.length);
            }
            return UnsafeByteOperations.unsafeWrap(json);
        } catch (JsonProcessingException unwritable) {
            throw new KpoolException(ErrorCode.INVALID, unwritable.getOriginalMessage(), unwritable);
        }
    }

    /** Null: the text is empty. */
    static <T> T read(String json, Class<T> type) {
        try {
            return json.isEmpty() ? null : MAPPER.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new KpoolException(ErrorCode.INVALID, unreadable.getOriginalMessage(), unreadable);
        }
    }
}
