package io.kpool.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a definition as YAML, always in the same order. */
final class CrdYaml {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());
    private static final ObjectMapper JSON = new ObjectMapper();

    private CrdYaml() {}

    static String of(CustomResourceDefinition definition) {
        try {
            JsonNode tree = JSON.readTree(new KubernetesSerialization().asJson(definition));
            return "# Made from the types in io.kpool.crd; how to make it anew: see GeneratedFilesTest.\n"
                    + YAML.writeValueAsString(tidied(tree));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, JsonNode> fieldsOf(ObjectNode object) {
        SortedMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** Keys in alphabetical order, as other generators of definitions have them, and bounds as whole numbers. */
    private static JsonNode tidied(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode tidy = JSON.createObjectNode();
                fieldsOf(object).forEach((name, value) -> tidy.set(name, tidied(value)));
                yield tidy;
            }
            case ArrayNode array -> {
                ArrayNode tidy = JSON.createArrayNode();
                array.forEach(element -> tidy.add(tidied(element)));
                yield tidy;
            }
            case JsonNode number when number.isDouble() -> IntNode.valueOf((int) number.doubleValue());
            default -> node;
        };
    }
}
