package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the schema of every kind. */
class SchemaTest {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = GeneratedCrds.KINDS;

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyFieldHasADescription(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(fieldsThat(
                        kind,
                        field -> Optional.ofNullable(field.getDescription())
                                .orElse("")
                                .isBlank()))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyListAndTextHasABound(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(fieldsThat(kind, SchemaTest::isUnbounded)).isEmpty();
    }

    static Stream<Map.Entry<Class<?>, JSONSchemaProps>> defaultsAreTheSame() {
        JSONSchemaProps pool = spec(NodePool.class);
        JSONSchemaProps spawn = spec(Spawn.class);
        return Stream.of(
                Map.entry(NodePoolSpec.class, pool),
                Map.entry(PlacementSpec.class, pool.getProperties().get("placement")),
                Map.entry(UpdateStrategy.class, pool.getProperties().get("updateStrategy")),
                Map.entry(SpawnSpec.class, spawn),
                Map.entry(JavaCall.class, spawn.getProperties().get("java")),
                Map.entry(CommandLine.class, spawn.getProperties().get("command")),
                Map.entry(ProcessGroupSpec.class, spec(ProcessGroup.class)));
    }

    @ParameterizedTest
    @MethodSource
    void defaultsAreTheSame(Map.Entry<Class<?>, JSONSchemaProps> part) throws Exception {
        ObjectNode filledByServer = JSON.createObjectNode();
        part.getValue().getProperties().forEach((name, field) -> {
            if (field.getDefault() != null) {
                filledByServer.set(name, field.getDefault());
            }
        });
        JsonNode filledByType = JSON.readTree(JSON.writeValueAsString(JSON.readValue("{}", part.getKey())));
        assertThat(filledByType).isEqualTo(filledByServer);
    }

    private static boolean isUnbounded(JSONSchemaProps field) {
        return switch (Optional.ofNullable(field.getType()).orElse("")) {
            case "array" -> field.getMaxItems() == null;
            case "string" ->
                field.getMaxLength() == null && field.getEnum().isEmpty() && !"date-time".equals(field.getFormat());
            default -> field.getAdditionalProperties() != null && field.getMaxProperties() == null;
        };
    }

    private static JSONSchemaProps root(Class<? extends CustomResource<?, ?>> kind) {
        return GeneratedCrds.of(kind)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema();
    }

    private static JSONSchemaProps spec(Class<? extends CustomResource<?, ?>> kind) {
        return root(kind).getProperties().get("spec");
    }

    private static List<String> fieldsThat(
            Class<? extends CustomResource<?, ?>> kind, Predicate<JSONSchemaProps> condition) {
        List<String> found = new ArrayList<>();
        collect("", root(kind), condition, found);
        return found;
    }

    private static void collect(
            String path, JSONSchemaProps schema, Predicate<JSONSchemaProps> condition, List<String> found) {
        schema.getProperties().forEach((name, field) -> {
            if (condition.test(field)) {
                found.add(path + name);
            }
            collect(path + name + ".", field, condition, found);
        });
        if (schema.getItems() != null) {
            collect(path, schema.getItems().getSchema(), condition, found);
        }
    }
}
