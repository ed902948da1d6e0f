package io.kpool.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.stream.Collectors;

/** Says in words what a field may hold. */
final class FieldType {
    private FieldType() {}

    static String of(JSONSchemaProps schema) {
        if (!schema.getEnum().isEmpty()) {
            return schema.getEnum().stream().map(JsonNode::asText).collect(Collectors.joining(" or "));
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
            return schema.getType() == null ? "any JSON" : "object, as it is";
        }
        return switch (schema.getType()) {
            case "integer" -> "integer" + range(schema);
            case "string" -> schema.getFormat() == null ? text(schema) : "time";
            case "array" -> list(schema);
            default -> schema.getAdditionalProperties() == null ? "object" : "map of text";
        };
    }

    private static String text(JSONSchemaProps schema) {
        return schema.getMaxLength() == null ? "text" : "text, at most " + schema.getMaxLength() + " characters";
    }

    private static String range(JSONSchemaProps schema) {
        if (schema.getMinimum() == null) {
            return "";
        }
        long minimum = schema.getMinimum().longValue();
        return schema.getMaximum() == null
                ? ", at least " + minimum
                : ", " + minimum + " to " + schema.getMaximum().longValue();
    }

    private static String list(JSONSchemaProps schema) {
        String kind = "set".equals(schema.getXKubernetesListType()) ? "set" : "list";
        String bound = schema.getMaxItems() == null ? "" : ", at most " + schema.getMaxItems();
        String key = schema.getXKubernetesListMapKeys().isEmpty()
                ? ""
                : ", one for each " + String.join(", ", schema.getXKubernetesListMapKeys());
        return kind + bound + key;
    }
}
