package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** No field of a Spawn's spec can be set, changed or taken out after its creation, but for desiredState. */
@ExtendWith(ApiServer.class)
class SpawnChangesApiTest {
    private static final String ONLY_ONE_CHANGES =
            " cannot be changed: a Spawn runs what it was created for. Create another Spawn";

    private static final String JAVA =
            "{poolName: demo, java: {module: java.lang.Math, function: max, args: [3, {a: [5]}]}}";
    private static final String BARE = "{poolName: demo, command: {argv: [a]}}";
    private static final String FULL = """
            poolName: demo
            command: {argv: [sh, -c], env: [{name: A, value: b}], workingDir: /tmp, stdin: hello}
            hostName: alpha
            registerAs: [x]
            groups: [y]
            links: [z]
            restartPolicy: OnFailure
            maxAttempts: 3
            backoffSeconds: 2
            activeDeadlineSeconds: 10
            ttlSecondsAfterFinished: 10
            """;

    /** Each with another value, as a merge patch of the spec. */
    private static final Map<String, String> CHANGED = Map.ofEntries(
            Map.entry("poolName", "{poolName: other}"),
            Map.entry("command.argv", "{command: {argv: [sh, -c, -x]}}"),
            Map.entry("command.env", "{command: {env: [{name: A, value: c}]}}"),
            Map.entry("command.workingDir", "{command: {workingDir: /}}"),
            Map.entry("command.stdin", "{command: {stdin: bye}}"),
            Map.entry("hostName", "{hostName: beta}"),
            Map.entry("registerAs", "{registerAs: [xx]}"),
            Map.entry("groups", "{groups: [y, yy]}"),
            Map.entry("links", "{links: []}"),
            Map.entry("restartPolicy", "{restartPolicy: Always}"),
            Map.entry("maxAttempts", "{maxAttempts: 4}"),
            Map.entry("backoffSeconds", "{backoffSeconds: 3}"),
            Map.entry("activeDeadlineSeconds", "{activeDeadlineSeconds: 11}"),
            Map.entry("ttlSecondsAfterFinished", "{ttlSecondsAfterFinished: 0}"));

    private static final Map<String, String> CHANGED_JAVA = Map.of(
            "java.module", "{java: {module: java.lang.StrictMath}}",
            "java.function", "{java: {function: min}}",
            "java.args", "{java: {args: [3, {a: [6]}]}}",
            "java.isolation", "{java: {isolation: Process}}");

    private final KubernetesClient client;

    SpawnChangesApiTest(ApiServer.Running server) {
        client = server.client();
    }

    @AfterEach
    void removeTheSpawn() {
        client.resources(Spawn.class).inNamespace("default").delete();
    }

    @Test
    void everyFieldIsLookedAt() {
        JSONSchemaProps spec = GeneratedCrds.of(Spawn.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec");
        List<String> fields = spec.getProperties().entrySet().stream()
                .flatMap(field -> paths(field.getKey(), field.getValue()))
                .filter(path -> !path.equals("desiredState"))
                .toList();
        assertThat(Stream.concat(CHANGED.keySet().stream(), CHANGED_JAVA.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    private static Stream<String> paths(String path, JSONSchemaProps schema) {
        return schema.getProperties().isEmpty()
                ? Stream.of(path)
                : schema.getProperties().keySet().stream().map(part -> path + "." + part);
    }

    @TestFactory
    Stream<DynamicTest> noFieldCanBeChanged() {
        return Stream.concat(tests(FULL, CHANGED), tests(JAVA, CHANGED_JAVA));
    }

    @TestFactory
    Stream<DynamicTest> noFieldCanBeSetLater() {
        Map<String, String> optional = new TreeMap<>(CHANGED);
        optional.keySet().removeAll(List.of("poolName", "links", "maxAttempts"));
        optional.put("links", "{links: [other]}");
        return Stream.concat(tests(BARE, optional), tests(JAVA, Map.of("java.args", "{java: {args: []}}")));
    }

    @TestFactory
    Stream<DynamicTest> noFieldCanBeTakenOut() {
        return tests(
                FULL,
                Map.of(
                        "hostName", "{hostName: null}",
                        "command", "{command: {env: null}}",
                        "groups", "{groups: null}",
                        "restartPolicy", "{restartPolicy: null, maxAttempts: null}",
                        "activeDeadlineSeconds", "{activeDeadlineSeconds: null}"));
    }

    @Test
    void aFunctionCannotBecomeACommand() {
        Spawn spawn = created(JAVA);
        assertThatThrownBy(() -> patch(spawn, "{java: null, command: {argv: [a]}}"))
                .hasMessageContaining("spec.command" + ONLY_ONE_CHANGES);
    }

    @Test
    void itCanBeStopped() {
        Spawn spawn = created(JAVA);
        Spawn stopped = patch(spawn, "{desiredState: Stopped}");
        assertThat(stopped.getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
    }

    private Stream<DynamicTest> tests(String spec, Map<String, String> changes) {
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    Spawn spawn = created(spec);
                    String field = change.getKey().startsWith("command") ? "command" : change.getKey();
                    assertThatThrownBy(() -> patch(spawn, change.getValue()))
                            .hasMessageContaining("spec." + field + ONLY_ONE_CHANGES);
                }));
    }

    private Spawn created(String spec) {
        GenericKubernetesResource spawn = new GenericKubernetesResource();
        spawn.setApiVersion("kpool.io/v1alpha1");
        spawn.setKind("Spawn");
        spawn.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withGenerateName("changes-")
                .build());
        spawn.setAdditionalProperty("spec", yaml(spec));
        return Serialization.unmarshal(
                Serialization.asJson(client.resource(spawn).create()), Spawn.class);
    }

    private Spawn patch(Spawn spawn, String spec) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.set("spec", yaml(spec));
        return client.resources(Spawn.class)
                .inNamespace("default")
                .withName(spawn.getMetadata().getName())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** What begins with a brace would be taken for JSON. */
    private static ObjectNode yaml(String text) {
        return Serialization.unmarshal("---\n" + text, ObjectNode.class);
    }
}
