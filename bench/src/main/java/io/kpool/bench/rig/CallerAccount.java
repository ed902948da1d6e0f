package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A program in a pod that uses kpool: what its service account may do, and what its pod tells it. */
record CallerAccount(KubernetesClient client, String namespace) {
    private static final String NAME = "default";
    private static final String AUDIENCE = "kpool";
    private static final String LIVE = "live.kpool.io";

    void mayDoAll() {
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToRules(rule("create", "nodepools/spawn", "nodepools/exit", "nodepools/node"))
                        .addToRules(rule("get", "nodepools/nodes", "nodepools/processes", "nodepools/log"))
                        .addToRules(rule("list", "nodepools/processes"))
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }

    /**
     * Once the operator has published its CA there.
     *
     * @param operator host and port of the door for callers
     */
    Map<String, String> environment(String operator, Path folder) {
        Credentials credentials = new Credentials(client);
        try {
            Path files = Files.createDirectories(folder.resolve("caller-" + namespace));
            Path token = Files.writeString(files.resolve("token"), credentials.ofCaller(namespace, NAME, AUDIENCE));
            Path authority = Files.writeString(files.resolve("ca.crt"), credentials.authority(namespace));
            return Map.of(
                    "KPOOL_OPERATOR", operator,
                    "KPOOL_TOKEN_FILE", token.toString(),
                    "KPOOL_CA_FILE", authority.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolicyRule rule(String verb, String... resources) {
        return new PolicyRuleBuilder()
                .withApiGroups(LIVE)
                .withResources(resources)
                .withVerbs(verb)
                .build();
    }
}
