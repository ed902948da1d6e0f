package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person sees who looks with kubectl. */
@ExtendWith(ApiServer.class)
class KubectlApiTest {
    private final ApiServer.Running server;
    private final KubernetesClient client;

    KubectlApiTest(ApiServer.Running server) {
        this.server = server;
        client = server.client();
    }

    @BeforeEach
    void aPoolASpawnAndAGroup() {
        report(
                create(
                        new NodePool(),
                        "demo",
                        NodePoolSpecBuilder.builder()
                                .hosts(List.of(HostSpec.named("alpha"), HostSpec.named("beta")))
                                .replicas(1)
                                .build()),
                NodePoolStatusBuilder.builder()
                        .replicas(1)
                        .selector("kpool.io/pool=demo")
                        .readyHosts(2)
                        .wantedHosts(3)
                        .conditions(List.of(Examples.condition("Ready", "False", NodePoolReasons.HOSTS_STARTING)))
                        .load(new LoadSummary(1250, 2000, 0, 17, 512))
                        .hosts(List.of(HostStatusBuilder.builder()
                                .name("alpha")
                                .state(HostState.Ready)
                                .since("2026-01-02T03:04:05.678Z")
                                .build()))
                        .build());
        report(
                create(
                        new Spawn(),
                        "hello",
                        SpawnSpecBuilder.builder()
                                .poolName("demo")
                                .commandOrNull(new CommandLine(List.of("hostname"), null, null, null))
                                .build()),
                SpawnStatusBuilder.builder()
                        .conditions(List.of(Examples.condition("Succeeded", "Unknown", SpawnReasons.RUNNING)))
                        .assignmentOrNull(new Assignment("alpha", 1_767_323_045L, 1, 1_767_323_045_678L))
                        .hostName("alpha")
                        .pid("demo/alpha.1767323045.1")
                        .attempts(1)
                        .startTime("2026-01-02T03:04:05.678Z")
                        .build());
        report(
                create(new ProcessGroup(), "imaging", new ProcessGroupSpec("Imaging", 0, null)),
                ProcessGroupStatusBuilder.builder()
                        .members(2)
                        .hosts(1)
                        .conditions(List.of(Examples.condition("Ready", "False", ProcessGroupReasons.MEMBERS_STARTING)))
                        .firstMembers(List.of(new MemberCount("demo/alpha.1767323045.1", 2)))
                        .build());
    }

    @AfterEach
    void removeThem() {
        client.resources(NodePool.class).inNamespace("default").delete();
        client.resources(Spawn.class).inNamespace("default").delete();
        client.resources(ProcessGroup.class).inNamespace("default").delete();
    }

    @Test
    void aPoolInARow() throws Exception {
        assertThat(rows("get", "npool"))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("NAME READY REASON PROCESSES LOAD(MILLI) AGE"),
                        row -> assertThat(row).startsWith("demo 2/3 HostsStarting 17 1250 "));
    }

    @Test
    void aSpawnInARow() throws Exception {
        assertThat(rows("get", "spw"))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("NAME POOL HOST PID SUCCEEDED REASON AGE"),
                        row -> assertThat(row).startsWith("hello demo alpha demo/alpha.1767323045.1 Unknown Running "));
    }

    @Test
    void aGroupInARow() throws Exception {
        assertThat(rows("get", "pgrp"))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("NAME GROUP MEMBERS HOSTS WANTED READY REASON AGE"),
                        row -> assertThat(row).startsWith("imaging Imaging 2 1 0 False MembersStarting "));
    }

    @Test
    void allOfThemByTheirCategory() throws Exception {
        assertThat(rows("get", "kpool", "-o", "name"))
                .containsExactlyInAnyOrder(
                        "nodepool.kpool.io/demo", "spawn.kpool.io/hello", "processgroup.kpool.io/imaging");
    }

    @Test
    void theSpawnsOfAPool() throws Exception {
        assertThat(rows("get", "spw", "-o", "name", "--field-selector", "spec.poolName=demo,status.hostName=alpha"))
                .containsExactly("spawn.kpool.io/hello");
        assertThat(rows("get", "spw", "-o", "name", "--field-selector", "spec.poolName=other"))
                .isEmpty();
    }

    @Test
    void aPoolIsScaled() throws Exception {
        server.kubectl("scale", "npool", "demo", "--replicas=4");
        assertThat(client.resources(NodePool.class)
                        .inNamespace("default")
                        .withName("demo")
                        .get()
                        .getSpec()
                        .replicas())
                .isEqualTo(4);
        assertThat(server.kubectl("get", "--raw", "/apis/kpool.io/v1alpha1/namespaces/default/nodepools/demo/scale"))
                .contains(
                        "\"spec\":{\"replicas\":4}", "\"status\":{\"replicas\":1,\"selector\":\"kpool.io/pool=demo\"}");
    }

    @Test
    void aGroupHasAScaleToo() throws Exception {
        assertThat(server.kubectl(
                        "get", "--raw", "/apis/kpool.io/v1alpha1/namespaces/default/processgroups/imaging/scale"))
                .contains("\"kind\":\"Scale\"", "\"status\":{\"replicas\":0}");
    }

    @Test
    void fieldsAreExplained() throws Exception {
        for (String kind : List.of("npool", "npool.spec", "npool.status", "spw", "spw.spec", "spw.status", "pgrp")) {
            assertThat(server.kubectl("explain", kind)).contains("DESCRIPTION:").doesNotContain("<empty>");
        }
        assertThat(server.kubectl("explain", "npool.spec.placement.strategy"))
                .contains("LeastLoaded: the host with the lowest load.", "ENUM:");
        assertThat(server.kubectl("explain", "spw.status.exit.message")).contains("What happened, in a sentence");
    }

    @Test
    void anotherHandAddsAHostToThoseThatAreThere() {
        NodePool addition = new NodePool();
        addition.setMetadata(Examples.named("demo"));
        addition.setSpec(NodePoolSpecBuilder.builder()
                .hosts(List.of(HostSpec.named("gamma")))
                .replicas(1)
                .build());
        NodePool merged = client.resource(addition).fieldManager("another-hand").serverSideApply();
        assertThat(merged.getSpec().hosts()).extracting(HostSpec::name).containsExactly("alpha", "beta", "gamma");
    }

    private List<String> rows(String... arguments) throws Exception {
        return server.kubectl(arguments)
                .strip()
                .lines()
                .map(row -> row.replaceAll(" +", " ").strip())
                .toList();
    }

    private <S, R extends CustomResource<S, ?>> R create(R resource, String name, S spec) {
        resource.setMetadata(Examples.named(name));
        resource.setSpec(spec);
        return client.resource(resource).create();
    }

    private <T, R extends CustomResource<?, T>> void report(R resource, T status) {
        resource.setStatus(status);
        client.resource(resource).updateStatus();
    }
}
