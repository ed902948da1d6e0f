package io.kpool.worker.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came over a connection. */
record Request(HttpMethod method, String uri, byte[] content) {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** The fields of the JSON object that came; nothing: none. Anything else is an IllegalArgumentException. */
    Map<String, JsonNode> body() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (content.length > 0) {
            JsonNode json = parse();
            if (!json.isObject()) {
                throw new IllegalArgumentException("the body has to be a JSON object");
            }
            json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
        return fields;
    }

    private JsonNode parse() {
        try {
            return READER.readTree(content);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the body is no JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException malformed) {
            throw new IllegalArgumentException("the body is no JSON: " + malformed.getMessage(), malformed);
        }
    }
}
