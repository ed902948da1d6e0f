package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The largest that is accepted, so that no rule is too dear to be looked at, and the smallest that is too large. */
@ExtendWith(ApiServer.class)
class BoundsApiTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KubernetesClient client;

    BoundsApiTest(ApiServer.Running server) {
        client = server.client();
    }

    @AfterEach
    void removeAll() {
        client.resources(NodePool.class).inNamespace("default").delete();
        client.resources(Spawn.class).inNamespace("default").delete();
        client.resources(ProcessGroup.class).inNamespace("default").delete();
    }

    @Test
    void aThousandHostsBesideAllThatMayBeAttached() {
        NodePool created = create(
                new NodePool(),
                NodePoolSpecBuilder.builder()
                        .hosts(hosts(Limits.HOSTS))
                        .attached(longNames("b", Limits.ATTACHED_HOSTS))
                        .cordoned(longNames("a", Limits.HOSTS))
                        .build());
        assertThat(created.getSpec().hosts()).hasSize(Limits.HOSTS);
    }

    @Test
    void oneHostMoreIsRefused() {
        NodePoolSpec spec =
                NodePoolSpecBuilder.builder().hosts(hosts(Limits.HOSTS + 1)).build();
        assertThatThrownBy(() -> create(new NodePool(), spec))
                .hasMessageContaining("spec.hosts: Too many: 1001: must have at most 1000 items");
    }

    @Test
    void tooManyAttachedHostsAreRefused() {
        NodePoolSpec spec = NodePoolSpecBuilder.builder()
                .attached(longNames("b", Limits.ATTACHED_HOSTS + 1))
                .build();
        assertThatThrownBy(() -> create(new NodePool(), spec)).hasMessageContaining("must have at most 250 items");
    }

    @Test
    void argumentsOf64KiB() {
        Spawn created = create(new Spawn(), call(JSON.textNode("x".repeat(65_000))));
        assertThat(created.getSpec().java())
                .hasValueSatisfying(java -> assertThat(java.args()).hasSize(1));
    }

    @Test
    void largerArgumentsAreRefused() {
        SpawnSpec spec = call(JSON.textNode("x".repeat(Limits.ARGUMENTS_SIZE)));
        assertThatThrownBy(() -> create(new Spawn(), spec)).hasMessageContaining(tooLarge());
    }

    @Test
    void argumentsThatAreLargeTogetherAreRefused() {
        JsonNode[] arguments = IntStream.range(0, 200)
                .mapToObj(i -> JSON.textNode("x".repeat(400)))
                .toArray(JsonNode[]::new);
        assertThatThrownBy(() -> create(new Spawn(), call(arguments))).hasMessageContaining(tooLarge());
    }

    @Test
    void whatIsLargeWithinAnArgumentIsRefused() {
        ObjectNode argument = JSON.objectNode();
        argument.putObject("deep").putArray("er").add("x".repeat(Limits.ARGUMENTS_SIZE));
        assertThatThrownBy(() -> create(new Spawn(), call(argument))).hasMessageContaining(tooLarge());
    }

    @Test
    void largeArgumentsAreRefusedInTheTemplateOfAGroup() {
        ProcessGroupSpec spec = new ProcessGroupSpec("", 1, call(JSON.textNode("x".repeat(Limits.ARGUMENTS_SIZE))));
        assertThatThrownBy(() -> create(new ProcessGroup(), spec)).hasMessageContaining(tooLarge());
    }

    @Test
    void manySmallArguments() {
        JsonNode[] arguments =
                IntStream.range(0, Limits.ARGUMENTS).mapToObj(JSON::numberNode).toArray(JsonNode[]::new);
        Spawn created = create(new Spawn(), call(arguments));
        assertThat(created.getSpec().java())
                .hasValueSatisfying(java -> assertThat(java.args()).hasSize(Limits.ARGUMENTS));
    }

    @Test
    void aCommandOf128KiB() {
        Spawn created = create(new Spawn(), command(Collections.nCopies(4, "x".repeat(Limits.COMMAND_ENTRY)), 4));
        assertThat(created.getSpec().command())
                .hasValueSatisfying(command -> assertThat(command.argv()).hasSize(4));
    }

    @Test
    void aLargerCommandIsRefused() {
        SpawnSpec spec = command(Collections.nCopies(5, "x".repeat(Limits.COMMAND_ENTRY)), 0);
        assertThatThrownBy(() -> create(new Spawn(), spec))
                .hasMessageContaining(
                        "argv holds at most 128 KiB: hand large input to the command on stdin or in a volume");
    }

    @Test
    void aLargerEnvironmentIsRefused() {
        assertThatThrownBy(() -> create(new Spawn(), command(List.of("a"), 5)))
                .hasMessageContaining(
                        "env holds at most 128 KiB: hand large input to the command on stdin or in a volume");
    }

    private static String tooLarge() {
        return "java.args holds at most 64 KiB: put large data where the function can read it";
    }

    private static List<HostSpec> hosts(int count) {
        return longNames("a", count).stream().map(HostSpec::named).toList();
    }

    private static List<String> longNames(String first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> first + "-".repeat(56) + (100_000 + i))
                .toList();
    }

    private static SpawnSpec call(JsonNode... arguments) {
        return SpawnSpecBuilder.builder()
                .poolName("demo")
                .javaOrNull(new JavaCall("java.util.List", "of", List.of(arguments), Isolation.Thread))
                .build();
    }

    /** With that many variables of 32 KiB, less what their names take. */
    private static SpawnSpec command(List<String> argv, int variables) {
        List<EnvironmentVariable> env = IntStream.range(0, variables)
                .mapToObj(i -> new EnvironmentVariable("A" + i, "x".repeat(Limits.COMMAND_ENTRY - 2)))
                .toList();
        return SpawnSpecBuilder.builder()
                .poolName("demo")
                .commandOrNull(new CommandLine(argv, env, "", ""))
                .build();
    }

    private <S, R extends CustomResource<S, ?>> R create(R resource, S spec) {
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withGenerateName("bounds-")
                .build());
        resource.setSpec(spec);
        return client.resource(resource).create();
    }
}
