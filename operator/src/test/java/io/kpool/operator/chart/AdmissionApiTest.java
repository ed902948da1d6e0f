package io.kpool.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.ApiServer;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may author what, with the chart's policies in a real API server. */
@ExtendWith(ApiServer.class)
@TestInstance(Lifecycle.PER_CLASS)
class AdmissionApiTest {
    private static final String POOL = """
            {apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: %s}, spec: {hosts: [{name: a}]}}
            """;
    private static final String SPAWN = """
            {apiVersion: kpool.io/v1alpha1, kind: Spawn, metadata: {name: %s},
             spec: {poolName: %s, command: {argv: ["true"]}}}
            """;
    private static final String GROUP = """
            {apiVersion: kpool.io/v1alpha1, kind: ProcessGroup, metadata: {name: %s},
             spec: {replicas: 1, template: {poolName: demo, command: {argv: ["true"]}}}}
            """;

    private final KubernetesClient admin;
    private final String namespace;

    AdmissionApiTest(ApiServer.Running server) {
        admin = server.client();
        namespace = server.namespace("admission");
    }

    @BeforeAll
    void install() {
        Chart.rendered().install(admin);
        mayWrite("writer");
        // Policies take a moment to be in force.
        Awaitility.await().until(() -> isRefused("writer", SPAWN.formatted("probe", "demo")));
    }

    @Test
    void writingSpawnsIsNotEnoughToStartProcesses() {
        assertThat(refusal("writer", SPAWN.formatted("one", "demo")))
                .contains("writer may not start processes in pool demo of namespace admission")
                .contains("\"create\" on \"nodepools/spawn\" in API group \"live.kpool.io\"", "kpool-edit");
    }

    @Test
    void whoMaySpawnMay() {
        mayWrite("spawner");
        bind("spawner", rule("live.kpool.io", "nodepools/spawn", "create").build());

        assertThat(isRefused("spawner", SPAWN.formatted("two", "demo"))).isFalse();
    }

    @Test
    void theRightCanBeGivenForOnePool() {
        mayWrite("partly");
        bind(
                "partly",
                rule("live.kpool.io", "nodepools/spawn", "create")
                        .withResourceNames("demo")
                        .build());

        assertThat(isRefused("partly", SPAWN.formatted("three", "demo"))).isFalse();
        assertThat(isRefused("partly", SPAWN.formatted("four", "other"))).isTrue();
    }

    @Test
    void aGroupThatStartsProcessesAsksForTheSameRight() {
        assertThat(refusal("writer", GROUP.formatted("one"))).contains("writer may not start processes in pool demo");
        assertThat(isRefused("writer", """
                {apiVersion: kpool.io/v1alpha1, kind: ProcessGroup, metadata: {name: plain}, spec: {}}
                """)).isFalse();
    }

    @Test
    void theRightOfOnePoolIsForGroupsOfThatPoolOnlyAlsoWhenTheyChange() {
        mayWrite("grouper");
        bind(
                "grouper",
                rule("live.kpool.io", "nodepools/spawn", "create")
                        .withResourceNames("demo")
                        .build());
        String elsewhere = GROUP.formatted("three").replace("poolName: demo", "poolName: other");

        assertThat(isRefused("grouper", elsewhere)).isTrue();
        assertThat(isRefused("grouper", GROUP.formatted("three"))).isFalse();
        assertThat(refusal("grouper", elsewhere)).contains("grouper may not start processes in pool other");
    }

    @Test
    void whoMayNotCreatePodsMayNotAuthorPools() {
        assertThat(refusal("writer", POOL.formatted("one")))
                .contains("writer may not author NodePools in namespace admission")
                .contains("\"create\" on \"pods\"");
    }

    @Test
    void whoMayCreatePodsMayAuthorPoolsButNotChangeThemAfterwardsWithout() {
        mayWrite("author");
        bind("author", rule("", "pods", "create").build());

        assertThat(isRefused("author", POOL.formatted("two"))).isFalse();
        assertThat(catchThrowableOfType(
                        KubernetesClientException.class,
                        () -> as("writer")
                                .genericKubernetesResources("kpool.io/v1alpha1", "NodePool")
                                .inNamespace(namespace)
                                .withName("two")
                                .edit(pool -> {
                                    pool.setAdditionalProperty("spec", Map.of("replicas", 3));
                                    return pool;
                                })))
                .hasMessageContaining("may not author NodePools");
    }

    @Test
    void theRoleForEditorsIsEnoughForAll() {
        bindRole("editor", "kpool-edit");
        bind("editor", rule("", "pods", "create").build());

        assertThat(isRefused("editor", POOL.formatted("three"))).isFalse();
        assertThat(isRefused("editor", SPAWN.formatted("five", "three"))).isFalse();
        assertThat(isRefused("editor", GROUP.formatted("two"))).isFalse();
    }

    @Test
    void theRoleForViewersIsNot() {
        bindRole("viewer", "kpool-view");

        assertThat(refusal("viewer", SPAWN.formatted("six", "demo"))).contains("cannot create resource \"spawns\"");
        assertThat(as("viewer")
                        .genericKubernetesResources("kpool.io/v1alpha1", "NodePool")
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .isNotNull();
    }

    @Test
    void theOperatorIsExempt() {
        assertThat(isRefused(Chart.OPERATOR, SPAWN.formatted("seven", "demo"))).isFalse();
    }

    private boolean isRefused(String user, String yaml) {
        try {
            create(user, yaml);
            return false;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(403);
            return true;
        }
    }

    private String refusal(String user, String yaml) {
        return catchThrowableOfType(KubernetesClientException.class, () -> create(user, yaml))
                .getMessage();
    }

    private void create(String user, String yaml) {
        try (KubernetesClient client = as(user)) {
            GenericKubernetesResource object = Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
            client.resource(object).inNamespace(namespace).createOr(NonDeletingOperation::update);
        }
    }

    private KubernetesClient as(String user) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(admin.getConfiguration())
                        .withImpersonateUsername(user)
                        .build())
                .build();
    }

    private void mayWrite(String user) {
        bind(
                user,
                new PolicyRuleBuilder()
                        .withApiGroups("kpool.io")
                        .withResources("nodepools", "spawns", "processgroups")
                        .withVerbs("get", "list", "create", "update", "patch")
                        .build());
    }

    private static PolicyRuleBuilder rule(String group, String resource, String verb) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verb);
    }

    private void bind(String user, PolicyRule rule) {
        String name = "r" + Math.abs((user + rule).hashCode());
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(List.of(rule))
                        .build())
                .createOr(NonDeletingOperation::update);
        bind(user, "Role", name);
    }

    private void bindRole(String user, String clusterRole) {
        bind(user, "ClusterRole", clusterRole);
    }

    private void bind(String user, String kind, String role) {
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withGenerateName("binding-")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }
}
