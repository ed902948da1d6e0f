package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts into a definition what the generator leaves out or gets wrong. */
final class CrdShaping {
    private CrdShaping() {}

    static void shape(CustomResourceDefinition definition, Class<? extends CustomResource<?, ?>> kind) {
        CustomResourceDefinitionVersion version =
                definition.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(asDeclared(version.getAdditionalPrinterColumns(), kind));
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        root.setRequired(List.of("spec"));
        Type[] specAndStatus = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        describe(root, "spec", (Class<?>) specAndStatus[0], "What is wanted.");
        describe(root, "status", (Class<?>) specAndStatus[1], "What is; the operator writes it.");
        root.setXKubernetesValidations(RootRules.of(kind, root.getProperties().get("spec")));
    }

    private static void describe(JSONSchemaProps root, String part, Class<?> type, String description) {
        JSONSchemaProps schema = root.getProperties().get(part);
        schema.setDescription(description);
        shapeRecord(schema, type);
    }

    /** The generator sorts them by path. */
    private static List<CustomResourceColumnDefinition> asDeclared(
            List<CustomResourceColumnDefinition> columns, Class<?> kind) {
        List<String> names = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        return columns.stream()
                .sorted(Comparator.comparing(column -> names.indexOf(column.getName())))
                .toList();
    }

    private static void shapeRecord(JSONSchemaProps schema, Class<?> type) {
        Map<String, JSONSchemaProps> asDeclared = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JSONSchemaProps property = schema.getProperties().get(jsonName(component));
            // The annotation of a component is that of its field and of its accessor: the generator meets it twice.
            property.setXKubernetesValidations(
                    new ArrayList<>(new LinkedHashSet<>(property.getXKubernetesValidations())));
            shapeAnnotated(property, component);
            shapeType(property, component.getGenericType());
            asDeclared.put(jsonName(component), property);
        }
        schema.setProperties(asDeclared);
    }

    private static String jsonName(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static void shapeAnnotated(JSONSchemaProps property, RecordComponent component) {
        if (component.isAnnotationPresent(ListSet.class)) {
            property.setXKubernetesListType("set");
        }
        if (component.isAnnotationPresent(ListMap.class)) {
            property.setXKubernetesListType("map");
            property.setXKubernetesListMapKeys(
                    List.of(component.getAnnotation(ListMap.class).value()));
        }
        if (component.isAnnotationPresent(Timestamp.class)) {
            property.setFormat("date-time");
        }
    }

    private static void shapeType(JSONSchemaProps property, Type type) {
        if (type instanceof Class<?> part && part.isRecord()) {
            shapeRecord(property, part);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            shapeElement(property, (Class<?>) generic.getActualTypeArguments()[0]);
        } else if (Boolean.TRUE.equals(property.getXKubernetesPreserveUnknownFields())) {
            property.setAdditionalProperties(null);
        }
    }

    private static void shapeElement(JSONSchemaProps list, Class<?> element) {
        if (element.isRecord()) {
            shapeRecord(list.getItems().getSchema(), element);
        } else if (element == Condition.class) {
            list.getItems().setSchema(condition());
        } else if (element == JsonNode.class) {
            list.getItems().setSchema(anything());
        }
    }

    private static JSONSchemaProps anything() {
        return new JSONSchemaPropsBuilder()
                .withXKubernetesPreserveUnknownFields(true)
                .withNullable(true)
                .build();
    }

    /** As metav1.Condition is defined, whose Java type bears no bounds. */
    private static JSONSchemaProps condition() {
        Map<String, JSONSchemaProps> fields = new LinkedHashMap<>();
        fields.put("type", text("The state.", 316));
        fields.put("status", text("True, False or Unknown.", 7));
        fields.put("observedGeneration", generation());
        fields.put("lastTransitionTime", text("When status last changed.", 40));
        fields.put("reason", text("Why, in one word.", 1024));
        fields.put("message", text("Why, in a sentence.", 32_768));
        fields.get("status")
                .setEnum(Stream.of("True", "False", "Unknown")
                        .<JsonNode>map(TextNode::valueOf)
                        .toList());
        fields.get("lastTransitionTime").setFormat("date-time");
        fields.get("reason").setMinLength(1L);
        return new JSONSchemaPropsBuilder()
                .withType("object")
                .withDescription("A state in which the resource is or is not.")
                .withRequired("type", "status", "lastTransitionTime", "reason", "message")
                .withProperties(fields)
                .build();
    }

    private static JSONSchemaProps generation() {
        return new JSONSchemaPropsBuilder()
                .withType("integer")
                .withFormat("int64")
                .withMinimum(0.0)
                .withDescription("The metadata.generation that this condition is about.")
                .build();
    }

    private static JSONSchemaProps text(String description, long maxLength) {
        return new JSONSchemaPropsBuilder()
                .withType("string")
                .withDescription(description)
                .withMaxLength(maxLength)
                .build();
    }
}
