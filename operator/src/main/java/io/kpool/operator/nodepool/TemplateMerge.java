package io.kpool.operator.nodepool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Lays one pod template over another: where both say something, the upper wins. Objects are merged field by field;
 * containers by name, and within them field by field; environment variables and volumes by name, mounts by path, ports
 * by number and pull secrets by name, each as a whole, because half of one volume and half of another is none. A
 * container's resources and any other list are replaced.
 */
final class TemplateMerge {
    private static final Map<String, String> MERGED_BY = Map.of("containers", "name", "initContainers", "name");
    private static final Map<String, String> REPLACED_BY = Map.of(
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "ports", "containerPort",
            "imagePullSecrets", "name");

    /** A request of the lower one could exceed a limit of the upper. */
    private static final String RESOURCES = "resources";

    private TemplateMerge() {}

    /** A new object; neither argument is changed. */
    static ObjectNode over(ObjectNode lower, ObjectNode upper) {
        ObjectNode merged = lower.deepCopy();
        upper.properties().forEach(field -> {
            String name = field.getKey();
            merged.set(name, value(name, lower.get(name), field.getValue()));
        });
        return merged;
    }

    private static JsonNode value(String name, JsonNode lower, JsonNode upper) {
        if (!RESOURCES.equals(name) && lower instanceof ObjectNode below && upper instanceof ObjectNode above) {
            return over(below, above);
        }
        if (lower instanceof ArrayNode below && upper instanceof ArrayNode above && isKeyed(name)) {
            return list(name, below, above);
        }
        return upper.deepCopy();
    }

    /** The field by which elements of that list are told apart; empty: the list is replaced as a whole. */
    static Optional<String> keyOf(String list) {
        return Optional.ofNullable(MERGED_BY.getOrDefault(list, REPLACED_BY.get(list)));
    }

    private static boolean isKeyed(String name) {
        return keyOf(name).isPresent();
    }

    private static ArrayNode list(String name, ArrayNode lower, ArrayNode upper) {
        String key = keyOf(name).orElseThrow();
        ArrayNode merged = lower.deepCopy();
        for (JsonNode element : upper) {
            position(merged, key, element.get(key))
                    .ifPresentOrElse(
                            at -> merged.set(at, element(name, merged.get(at), element)),
                            () -> merged.add(element.deepCopy()));
        }
        return merged;
    }

    private static JsonNode element(String list, JsonNode lower, JsonNode upper) {
        return MERGED_BY.containsKey(list) ? value(list, lower, upper) : upper.deepCopy();
    }

    private static Optional<Integer> position(ArrayNode list, String key, JsonNode wanted) {
        for (int at = 0; at < list.size(); at++) {
            if (wanted != null && wanted.equals(list.get(at).get(key))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
