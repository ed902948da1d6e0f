package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.operator.security.Permission.Resource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class AccessReviewsApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private String namespace;
    private AccessReviews reviews;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("callers-" + COUNT.incrementAndGet());
        reviews = new AccessReviews(client, TokenReviews.ofCallers(client), Runnable::run);
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("runner")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void knowsAServiceAccountByItsToken() {
        // When
        Caller caller = identify(token("kpool")).orElseThrow();
        // Then
        assertThat(caller.user()).isEqualTo("system:serviceaccount:" + namespace + ":runner");
        assertThat(caller.namespace()).isEqualTo(namespace);
        assertThat(caller.groups()).contains("system:serviceaccounts:" + namespace);
    }

    @Test
    void takesNoTokenForSomebodyElse() {
        assertThat(identify(token("kpool-agent"))).isEmpty();
        assertThat(identify("nonsense")).isEmpty();
        assertThat(identify("")).isEmpty();
    }

    @Test
    void knowsWhatACallerMay() {
        // Given
        allow("spawner", "nodepools/spawn");
        Caller caller = identify(token("kpool")).orElseThrow();
        // Then
        assertThat(may(caller, Permission.inPool("create", "spawn", namespace, "demo")))
                .isTrue();
        assertThat(may(caller, Permission.inPool("create", "exit", namespace, "demo")))
                .isFalse();
        assertThat(may(caller, Permission.inPool("create", "spawn", "default", "demo")))
                .isFalse();
    }

    @Test
    void knowsWhatACallerMayWithOneGroup() {
        // Given
        allow("chatter", rule("groups", "update").withResourceNames("chat").build());
        Caller caller = identify(token("kpool")).orElseThrow();
        // Then
        assertThat(may(caller, new Permission("update", Resource.GROUPS, namespace, "chat")))
                .isTrue();
        assertThat(may(caller, new Permission("update", Resource.GROUPS, namespace, "other")))
                .isFalse();
        assertThat(may(caller, new Permission("update", Resource.NAMES, namespace, "chat")))
                .isFalse();
    }

    @Test
    void asksOnceWithinTenSeconds() {
        // Given
        Caller caller = identify(token("kpool")).orElseThrow();
        Permission permission = Permission.inPool("create", "spawn", namespace, "demo");
        assertThat(may(caller, permission)).isFalse();
        // When
        allow("late", "nodepools/spawn");
        // Then
        assertThat(may(caller, permission)).isFalse();
    }

    private Optional<Caller> identify(String token) {
        return reviews.identify(token).toCompletableFuture().join();
    }

    private boolean may(Caller caller, Permission permission) {
        return reviews.may(caller, permission).toCompletableFuture().join();
    }

    private void allow(String name, String resource) {
        allow(name, rule(resource, "create").build());
    }

    private static PolicyRuleBuilder rule(String resource, String verb) {
        return new PolicyRuleBuilder()
                .withApiGroups(Permission.GROUP)
                .withResources(resource)
                .withVerbs(verb);
    }

    private void allow(String name, PolicyRule rule) {
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(rule)
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("", "ServiceAccount", "runner", namespace)
                        .build())
                .create();
    }

    private String token(String audience) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("runner")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
