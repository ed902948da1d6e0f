package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The types read and write what the API server keeps. */
class SerialisationTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void aPoolIsReadAsItWasWritten() {
        NodePool pool = Examples.pool();
        NodePool read = Serialization.unmarshal(Serialization.asJson(pool), NodePool.class);
        assertThat(read.getSpec()).isEqualTo(pool.getSpec());
        assertThat(read.getStatus()).isEqualTo(pool.getStatus());
    }

    @Test
    void aSpawnIsReadAsItWasWritten() {
        Spawn spawn = Examples.spawn();
        Spawn read = Serialization.unmarshal(Serialization.asYaml(spawn), Spawn.class);
        assertThat(read.getSpec()).isEqualTo(spawn.getSpec());
        assertThat(read.getStatus()).isEqualTo(spawn.getStatus());
    }

    @Test
    void aGroupIsReadAsItWasWritten() {
        ProcessGroup group = Examples.group();
        ProcessGroup read = Serialization.unmarshal(Serialization.asJson(group), ProcessGroup.class);
        assertThat(read.getSpec()).isEqualTo(group.getSpec());
        assertThat(read.getStatus()).isEqualTo(group.getStatus());
    }

    @Test
    void whatANewerVersionAddsIsIgnored() {
        Spawn spawn = Serialization.unmarshal("""
                apiVersion: kpool.io/v1alpha1
                kind: Spawn
                metadata: {name: future}
                more: true
                spec: {poolName: demo, java: {module: A, function: b, more: 1}, more: {a: 1}}
                status: {more: [1], exit: {reason: normal, more: 1}}
                """, Spawn.class);
        assertThat(spawn.getSpec().poolName()).isEqualTo("demo");
        assertThat(spawn.getStatus().exit()).contains(new Exit(ExitReasons.NORMAL, null, ""));
    }

    @Test
    void argumentsKeepTheirKinds() {
        JavaCall call = Serialization.unmarshal(
                "module: A\nfunction: b\nargs: [3, 2.5, \"3\", true, null, [null], {a: 9007199254740993}]",
                JavaCall.class);
        assertThat(call.args())
                .containsExactly(
                        JSON.numberNode(3),
                        JSON.numberNode(2.5),
                        JSON.textNode("3"),
                        JSON.booleanNode(true),
                        JSON.nullNode(),
                        JSON.arrayNode().addNull(),
                        JSON.objectNode().put("a", 9_007_199_254_740_993L));
    }

    @Test
    void aTemplateThatIsNoneCanStillBeRead() {
        NodePoolSpec spec = Serialization.unmarshal(
                "replicas: 1\ntemplate: {spec: {containers: none, more: null}}", NodePoolSpec.class);
        assertThat(spec.template()).containsOnlyKeys("spec");
    }

    @Test
    void whatIsEmptyIsNotWritten() {
        assertThat(Serialization.asJson(HostSpec.named("alpha"))).isEqualTo("{\"name\":\"alpha\"}");
        assertThat(Serialization.asJson(SpawnStatus.NONE)).isEqualTo("{\"observedGeneration\":0,\"attempts\":0}");
    }

    @Test
    void aStatusIsThereBeforeTheFirstReport() {
        assertThat(new NodePool().lastStatus()).isSameAs(NodePoolStatus.NONE);
        assertThat(new Spawn().lastStatus()).isSameAs(SpawnStatus.NONE);
        assertThat(new ProcessGroup().lastStatus()).isSameAs(ProcessGroupStatus.NONE);
    }

    @Test
    void readyHostsAreSaidForPeopleToo() {
        NodePoolStatus status = NodePoolStatusBuilder.builder()
                .readyHosts(2)
                .wantedHosts(3)
                .ready("nonsense")
                .build();
        assertThat(status.ready()).isEqualTo("2/3");
    }

    @Test
    void aMessageThatIsTooLongIsCut() {
        Exit exit = new Exit(ExitReasons.EXCEPTION, null, "☺".repeat(Limits.MESSAGE) + "☺");
        assertThat(exit.message()).isEqualTo("☺".repeat(Limits.MESSAGE - 1) + "…");
    }

    @Test
    void aStatusHasAtMostAHundredHosts() {
        List<HostStatus> hosts =
                Collections.nCopies(101, HostStatusBuilder.builder().name("a").build());
        assertThatThrownBy(() -> NodePoolStatusBuilder.builder().hosts(hosts).build())
                .hasMessage("a status has at most 100 hosts");
    }

    @Test
    void whatWasGivenCanBeChangedWithoutTheTypesChanging() {
        Map<String, Object> template = new HashMap<>(Map.of("metadata", Map.of()));
        NodePoolSpec spec = NodePoolSpecBuilder.builder().template(template).build();
        template.clear();
        assertThat(spec.template()).containsOnlyKeys("metadata");
        assertThat(spec.hosts()).isUnmodifiable();
    }
}
