package io.kpool.operator.nodepool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which fields of a user's template did not survive the merge, so that the user can be told. */
final class TemplateOverrules {
    private TemplateOverrules() {}

    /** Paths such as {@code spec.containers[worker].args}, in the order of the template. */
    static List<String> between(ObjectNode users, ObjectNode merged) {
        return fields("", users, merged).toList();
    }

    private static Stream<String> fields(String path, ObjectNode users, JsonNode merged) {
        return users.properties().stream()
                .flatMap(field -> value(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                        field.getValue(),
                        merged.path(field.getKey()),
                        TemplateMerge.keyOf(field.getKey())));
    }

    private static Stream<String> value(String path, JsonNode users, JsonNode merged, Optional<String> key) {
        boolean asksForNothing = users.isNull() && merged.isMissingNode();
        if (asksForNothing || users.equals(merged)) {
            return Stream.empty();
        }
        if (users instanceof ObjectNode object && merged.isObject()) {
            return fields(path, object, merged);
        }
        if (users.isArray() && merged.isArray() && key.isPresent()) {
            return StreamSupport.stream(users.spliterator(), false)
                    .flatMap(element -> element(path, element, merged, key.get()));
        }
        return Stream.of(path);
    }

    private static Stream<String> element(String list, JsonNode users, JsonNode merged, String key) {
        String path = list + "[" + users.path(key).asText() + "]";
        return StreamSupport.stream(merged.spliterator(), false)
                .filter(element -> element.path(key).equals(users.path(key)))
                .findFirst()
                .map(element -> value(path, users, element, Optional.empty()))
                .orElseGet(() -> Stream.of(path));
    }
}
