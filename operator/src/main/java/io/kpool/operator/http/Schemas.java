package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Status;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Schemas of the records that go over the wire, made of their fields and of what these are annotated with. */
final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TreeMap<String, ObjectNode> named = new TreeMap<>();

    /** Those that were asked for, by name. */
    ObjectNode all() {
        ObjectNode all = NODES.objectNode();
        all.setAll(named);
        return all;
    }

    ObjectNode of(Type type) {
        return switch (type) {
            case Class<?> text when text == String.class -> NODES.objectNode().put("type", "string");
            case Class<?> whole when whole == Integer.class -> integer("int32");
            case Class<?> whole when whole == Long.class -> integer("int64");
            case Class<?> truth
            when truth == Boolean.class -> NODES.objectNode().put("type", "boolean");
            case Class<?> any when any == JsonNode.class -> NODES.objectNode();
            case Class<?> words when words.isEnum() -> words(words);
            case Class<?> status when status == Status.class -> reference("Status", Schemas::status);
            case Class<?> parts when parts.isRecord() -> reference(parts.getSimpleName(), into -> fields(parts, into));
            case ParameterizedType list
            when list.getRawType() == List.class -> {
                ObjectNode array = NODES.objectNode().put("type", "array");
                array.set("items", of(list.getActualTypeArguments()[0]));
                yield array;
            }
            default -> throw new IllegalArgumentException("nothing is known of how to publish " + type);
        };
    }

    private interface Filling {
        void fill(ObjectNode schema);
    }

    private ObjectNode reference(String name, Filling filling) {
        if (!named.containsKey(name)) {
            ObjectNode schema = NODES.objectNode().put("type", "object");
            named.put(name, schema);
            filling.fill(schema);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void fields(Class<?> type, ObjectNode schema) {
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = Bounds.field(component);
            ObjectNode property = field.isAnnotationPresent(JsonRawValue.class)
                    ? NODES.objectNode()
                    : described(of(component.getGenericType()));
            bounds(field, property);
            Bounds.elements(component.getAnnotatedType())
                    .ifPresent(element -> bounds(element, property.withObjectProperty("items")));
            JsonPropertyDescription description = field.getAnnotation(JsonPropertyDescription.class);
            if (description != null) {
                property.put("description", description.value());
            }
            properties.set(name(component, field), property);
            if (field.isAnnotationPresent(Required.class)) {
                schema.withArrayProperty("required").add(name(component, field));
            }
        }
    }

    private static String name(RecordComponent component, Field field) {
        JsonProperty other = field.getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    /** What stands beside a reference is ignored in this version of OpenAPI, unless the reference is wrapped. */
    private static ObjectNode described(ObjectNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        ObjectNode wrapped = NODES.objectNode();
        wrapped.putArray("allOf").add(schema);
        return wrapped;
    }

    private static void bounds(AnnotatedElement place, ObjectNode property) {
        Size size = place.getAnnotation(Size.class);
        if (size != null) {
            boolean list = "array".equals(property.path("type").asText());
            if (size.min() > 0) {
                property.put(list ? "minItems" : "minLength", size.min());
            }
            property.put(list ? "maxItems" : "maxLength", size.max());
        }
        Min min = place.getAnnotation(Min.class);
        if (min != null) {
            property.put("minimum", (long) min.value());
        }
        Max max = place.getAnnotation(Max.class);
        if (max != null) {
            property.put("maximum", (long) max.value());
        }
    }

    private static ObjectNode integer(String format) {
        return NODES.objectNode().put("type", "integer").put("format", format);
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode schema = NODES.objectNode().put("type", "string");
        Stream.of(type.getEnumConstants())
                .forEach(word -> schema.withArrayProperty("enum").add(word.toString()));
        return schema;
    }

    /** Kubernetes' own, as far as it is used here. */
    private static void status(ObjectNode schema) {
        schema.put(
                "description",
                "As everywhere in Kubernetes; the reason of the cause is kpool's word, which has one meaning.");
        ObjectNode properties = schema.putObject("properties");
        Stream.of("apiVersion", "kind", "status", "reason", "message")
                .forEach(name -> properties.putObject(name).put("type", "string"));
        properties.set("code", integer("int32"));
        ObjectNode details =
                properties.putObject("details").put("type", "object").putObject("properties");
        details.set("retryAfterSeconds", integer("int32"));
        ObjectNode cause = details.putObject("causes")
                .put("type", "array")
                .putObject("items")
                .put("type", "object")
                .putObject("properties");
        Stream.of("reason", "message").forEach(name -> cause.putObject(name).put("type", "string"));
    }
}
