package io.kpool.worker.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.worker.api.Self;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What is asked, by whom.
 *
 * @param values of those fields of the endpoint that the request has, each of its kind; none of those it requires is missing
 */
record Ask(Self self, Map<String, JsonNode> values) {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    String text(Field field) {
        return json(field).textValue();
    }

    Optional<String> optionalText(Field field) {
        return find(field).map(JsonNode::textValue);
    }

    JsonNode json(Field field) {
        return find(field).orElseThrow();
    }

    /** Left out: none. */
    List<JsonNode> list(Field field) {
        return find(field)
                .map(list -> StreamSupport.stream(list.spliterator(), false).toList())
                .orElse(List.of());
    }

    /** Left out: it is not so. */
    boolean truth(Field field) {
        return find(field).map(JsonNode::booleanValue).orElse(false);
    }

    long number(Field field) {
        return json(field).longValue();
    }

    Duration seconds(Field field, Duration otherwise) {
        return find(field)
                .map(seconds ->
                        Duration.ofNanos(seconds.decimalValue().multiply(NANOS).longValue()))
                .orElse(otherwise);
    }

    private Optional<JsonNode> find(Field field) {
        return Optional.ofNullable(values.get(field.name()));
    }
}
