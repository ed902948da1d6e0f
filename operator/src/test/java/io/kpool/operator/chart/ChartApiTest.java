package io.kpool.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What helm makes of the chart. It needs helm and no server. */
class ChartApiTest {
    private final Chart chart = Chart.rendered();

    @Test
    void helmFindsNothingWrong() {
        assertThat(Chart.helm(List.of("lint", "--strict", Chart.FOLDER.toString())))
                .contains("0 chart(s) failed");
    }

    @Test
    void aValueThatDoesNotExistIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Chart.rendered("replica=2"))
                .withMessageContaining("replica");
    }

    @Test
    void everyValueIsDescribedAndUsed() throws IOException {
        List<String> values = names(tree("values.yaml").properties());
        List<String> described = names(tree("values.schema.json").path("properties").properties().stream()
                .filter(property -> property.getValue().has("description"))
                .filter(property -> !property.getKey().equals("global"))
                .collect(Collectors.toSet()));
        String templates = templates();

        assertThat(described).containsExactlyInAnyOrderElementsOf(values);
        assertThat(values).allSatisfy(name -> assertThat(templates).contains(".Values." + name));
    }

    @Test
    void theTypesAreTheCommittedOnesAndAreKept() throws IOException {
        List<CustomResourceDefinition> types = chart.all(CustomResourceDefinition.class);

        assertThat(types).hasSize(3).allSatisfy(type -> {
            CustomResourceDefinition committed = Serialization.unmarshal(
                    Files.readString(Chart.FOLDER.resolve(
                            "files/crds/" + type.getSpec().getNames().getPlural() + ".yaml")),
                    CustomResourceDefinition.class);
            assertThat(type.getSpec()).isEqualTo(committed.getSpec());
            assertThat(type.getMetadata().getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
        });
        assertThat(Chart.rendered("crds.keep=false").all(CustomResourceDefinition.class))
                .noneMatch(type -> type.getMetadata().getAnnotations() != null
                        && type.getMetadata().getAnnotations().containsKey("helm.sh/resource-policy"));
        assertThat(Chart.rendered("crds.enabled=false").all(CustomResourceDefinition.class))
                .isEmpty();
    }

    @Test
    void theOperatorsRolesHaveNoWildcard() {
        List<PolicyRule> everywhere =
                chart.named(ClusterRole.class, "kpool-operator").getRules();
        List<PolicyRule> athome = chart.named(Role.class, "kpool-operator").getRules();

        assertThat(Stream.concat(everywhere.stream(), athome.stream())).allSatisfy(rule -> {
            assertThat(rule.getApiGroups()).doesNotContain("*");
            assertThat(rule.getResources()).doesNotContain("*");
            assertThat(rule.getVerbs()).doesNotContain("*");
        });
    }

    @Test
    void theOperatorSeesNoSecretOutsideItsNamespaceAndThereOnlyItsOwn() {
        assertThat(chart.named(ClusterRole.class, "kpool-operator").getRules())
                .noneMatch(rule -> rule.getResources().contains("secrets"));
        assertThat(chart.named(Role.class, "kpool-operator").getRules())
                .filteredOn(rule -> rule.getResources().contains("secrets"))
                .allMatch(rule -> rule.getVerbs().equals(List.of("create"))
                        || rule.getResourceNames().equals(List.of("kpool-ca")));
    }

    @Test
    void theOperatorsPodPassesTheRestrictedStandard() {
        Deployment deployment = chart.named(Deployment.class, "kpool-operator");
        var pod = deployment.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().getFirst();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void onlyTheLeaderIsDialled() {
        Service service = chart.named(Service.class, "kpool-operator");
        Map<String, String> pods = chart.named(Deployment.class, "kpool-operator")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        assertThat(service.getSpec().getSelector()).containsEntry("kpool.io/leader", "true");
        assertThat(service.getSpec().getSelector().entrySet())
                .filteredOn(label -> !label.getKey().equals("kpool.io/leader"))
                .isNotEmpty()
                .isSubsetOf(pods.entrySet());
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getPort)
                .containsExactly(9443, 7443, 443);
    }

    @Test
    void viewersAndEditorsHaveRolesThatAddToTheClustersOwn() {
        String aggregate = "rbac.authorization.k8s.io/aggregate-to-";

        assertThat(roles(chart)).containsExactlyInAnyOrder("kpool-operator", "kpool-view", "kpool-edit");
        assertThat(chart.named(ClusterRole.class, "kpool-view").getMetadata().getLabels())
                .containsEntry(aggregate + "view", "true")
                .doesNotContainKeys(aggregate + "edit", aggregate + "admin");
        assertThat(chart.named(ClusterRole.class, "kpool-edit").getMetadata().getLabels())
                .containsEntry(aggregate + "edit", "true")
                .containsEntry(aggregate + "admin", "true");
        assertThat(Chart.rendered("roles.aggregate=false").all(ClusterRole.class))
                .noneMatch(role -> role.getMetadata().getLabels().keySet().stream()
                        .anyMatch(label -> label.startsWith(aggregate)));
    }

    @Test
    void thePoliciesCanBeLeftOut() {
        assertThat(Chart.rendered("admissionPolicies.enabled=false").all())
                .extracting(HasMetadata::getKind)
                .doesNotContain("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");
    }

    @Test
    void theLiveApiIsBehindTheApiServerOnlyWithAnOperatorThatServesIt() {
        APIService service = chart.named(APIService.class, "v1alpha1.live.kpool.io");

        assertThat(service.getSpec().getService().getName()).isEqualTo("kpool-operator");
        assertThat(service.getSpec().getService().getPort()).isEqualTo(443);
        // The operator's: what Helm does not set, an upgrade leaves as it is.
        assertThat(service.getSpec().getCaBundle()).isNull();
        assertThat(service.getSpec().getInsecureSkipTLSVerify()).isNull();
        assertThat(aggregated(chart)).isEqualTo("true");
        // As values are that were kept of a release of before.
        assertThat(Chart.rendered("liveApi=null").all(APIService.class)).hasSize(1);
        for (String without : List.of("liveApi.enabled=false", "replicas=0")) {
            Chart other = Chart.rendered(without);
            assertThat(other.all(APIService.class)).isEmpty();
            assertThat(other.all(RoleBinding.class))
                    .noneMatch(binding -> binding.getMetadata().getNamespace().equals("kube-system"));
            assertThat(other.named(ClusterRole.class, "kpool-operator").getRules())
                    .noneMatch(rule -> rule.getResources().contains("apiservices"));
            assertThat(aggregated(other)).isEqualTo("false");
        }
    }

    @Test
    void theOperatorMayWriteIntoItsApiServiceAndNoOther() {
        assertThat(chart.named(ClusterRole.class, "kpool-operator").getRules())
                .filteredOn(rule -> rule.getResources().contains("apiservices"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getResourceNames()).containsExactly("v1alpha1.live.kpool.io");
                    assertThat(rule.getVerbs()).doesNotContain("create", "delete");
                });
    }

    private static String aggregated(Chart chart) {
        return chart
                .named(Deployment.class, "kpool-operator")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .stream()
                .filter(variable -> variable.getName().equals("KPOOL_HTTP_AGGREGATED"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<String> roles(Chart chart) {
        return chart.all(ClusterRole.class).stream()
                .map(role -> role.getMetadata().getName())
                .toList();
    }

    private static JsonNode tree(String file) throws IOException {
        return Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve(file)), ObjectNode.class);
    }

    private static List<String> names(Set<Map.Entry<String, JsonNode>> fields) {
        return fields.stream().map(Map.Entry::getKey).toList();
    }

    private static String templates() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("templates"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
