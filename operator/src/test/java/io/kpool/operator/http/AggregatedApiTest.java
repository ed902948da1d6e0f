package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kpool.crd.ApiServer;
import io.kpool.operator.agent.WillingWorker;
import io.kpool.operator.aggregation.FrontProxy;
import io.kpool.operator.aggregation.TestFrontProxy;
import io.kpool.operator.chart.Chart;
import io.kpool.operator.live.LiveLab;
import io.kpool.operator.security.TestAdmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The live API behind a real API server, with the operator's rights as the chart gives them, asked with kubectl. */
@ExtendWith(ApiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatedApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "v1alpha1.live.kpool.io";
    private static final String COMMAND = "{\"command\": {\"argv\": [\"sleep\", \"600\"]}}";
    private static final String MATH =
            "{\"java\": {\"module\": \"java.lang.Math\", \"function\": \"max\", \"args\": [3, 5]}}";

    private final List<AutoCloseable> closing = new ArrayList<>();
    private ApiServer.Running api;
    private HttpLab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    void serve(ApiServer.Running running) throws Exception {
        api = running;
        api.namespace(LiveLab.POOL.namespace());
        Chart chart = Chart.rendered();
        chart.install(api.client());
        KubernetesClient operator = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(api.client().getConfiguration())
                        .withImpersonateUsername(Chart.OPERATOR)
                        .build())
                .build();
        closing.addFirst(operator);
        FrontProxy proxy = new FrontProxy();
        lab = new HttpLab(LiveLab.asking(TestAdmission.asking(operator)), proxy);
        closing.addFirst(lab);
        closing.addFirst(TestFrontProxy.following(operator, proxy));
        closing.addFirst(new WillingWorker(lab.live.connected()));
        register(chart);
        closing.addFirst(TestFrontProxy.leading(operator, lab.live.certificates()));
        bind("viewer", "ClusterRole", "kpool-view");
        bind("editor", "ClusterRole", "kpool-edit");
        await().atMost(Duration.ofSeconds(60)).until(this::isAvailable);
    }

    @AfterAll
    void stop() throws Exception {
        api.client().apiServices().withName(NAME).delete();
        for (AutoCloseable one : closing) {
            one.close();
        }
    }

    /** The chart's Service leads to pods; this one to the lab. */
    private void register(Chart chart) {
        KubernetesClient client = api.client();
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("kpool-operator")
                        .withNamespace("kpool-system")
                        .endMetadata()
                        .withNewSpec()
                        .withType("ExternalName")
                        .withExternalName("localhost")
                        .endSpec()
                        .build())
                .createOr(NonDeletingOperation::update);
        client.resource(new APIServiceBuilder(chart.named(APIService.class, NAME))
                        .editSpec()
                        .editService()
                        .withPort(lab.door.port())
                        .endService()
                        .endSpec()
                        .build())
                .create();
    }

    private boolean isAvailable() {
        APIService service = api.client().apiServices().withName(NAME).get();
        return service.getStatus() != null
                && service.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Available")
                                && condition.getStatus().equals("True"));
    }

    @Test
    void theOperatorTellsTheApiServerItsCertificateAndRepairsThat() {
        String own = lab.live.certificates().caBundlePem();
        assertThat(bundle()).isEqualTo(own);

        api.client()
                .apiServices()
                .withName(NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"caBundle\": null}}");

        await().atMost(Duration.ofSeconds(30)).until(() -> bundle().equals(own));
    }

    @Test
    void kubectlFindsTheKindsAndNothingElse() throws Exception {
        String kinds = api.kubectl("api-resources", "--api-group=live.kpool.io", "--no-headers");
        String all = api.kubectl("api-resources");

        assertThat(kinds).doesNotContain("live.kpool.io/");
        assertThat(all).contains("nodepools").doesNotContain("live.kpool.io");
        assertThat(api.kubectl("get", "npool,spw,pgrp", "-A")).doesNotContain("error");
        assertThat(api.kubectl("get", "--raw", Endpoints.BASE)).contains("nodepools/spawn");
    }

    @Test
    void theApiServerPassesTheOpenApiDocumentOn() throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> api.kubectl("get", "--raw", "/openapi/v3").contains("apis/live.kpool.io/v1alpha1"));

        assertThat(json(api.kubectl("get", "--raw", OpenApi.PATH))
                        .path("openapi")
                        .asText())
                .isEqualTo("3.0.3");
    }

    @Test
    void viewersReadAndStartNothing() throws Exception {
        assertThat(json(raw("viewer", "nodes")).at("/nodes/0/state").asText()).isEqualTo("Ready");
        assertThat(json(raw("viewer", "explain")).path("chosen").asText()).isEqualTo("alpha");
        assertThat(json(raw("viewer", "processes")).path("processes").isArray()).isTrue();
        assertThatThrownBy(() -> create("viewer", "spawn", COMMAND))
                .hasMessageContaining("Forbidden")
                .hasMessageContaining("cannot create resource \"nodepools/spawn\" in API group \"live.kpool.io\"");
    }

    @Test
    void editorsStartReadCallAndEnd() throws Exception {
        JsonNode result = json(create("editor", "spawn?wait=ended", MATH));
        String process = process(create("editor", "spawn", COMMAND));

        assertThat(result.at("/exit/result").asInt()).isEqualTo(5);
        assertThat(raw("editor", "log/" + process + "?follow=true")).isEqualTo("what it printed\n");
        assertThat(json(create("editor", "processes/" + process + "/call", "{\"message\": \"hello\"}"))
                        .path("answer")
                        .asText())
                .isEqualTo("hello");
        create("editor", "exit/" + process, "{\"reason\": \"killed\"}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> json(raw("editor", "processes/" + process))
                        .at("/exit/reason")
                        .asText()
                        .equals("killed"));
    }

    @Test
    void whoMayStartInOnePoolMayNothingElse() throws Exception {
        allow("starter", rule("create", "nodepools/spawn").withResourceNames("demo"));

        String process = process(create("starter", "spawn", COMMAND));

        assertThatThrownBy(() -> raw("starter", "nodes")).hasMessageContaining("Forbidden");
        assertThatThrownBy(() -> raw("starter", "log/" + process)).hasMessageContaining("Forbidden");
        assertThatThrownBy(() -> create("starter", "exit/" + process, "{}")).hasMessageContaining("Forbidden");
        assertThatThrownBy(() -> api.kubectl(
                        "--as",
                        "starter",
                        "create",
                        "--raw",
                        HttpLab.NAMESPACE + "/nodepools/other/spawn",
                        "-f",
                        file(COMMAND)))
                .hasMessageContaining("Forbidden");
    }

    @Test
    void theOperatorAsksForWhatIsMeant() throws Exception {
        allow("passer", rule("get", "nodepools/explain"));

        assertThatThrownBy(() -> raw("passer", "explain"))
                .hasMessageContaining("needs \"get\" on \"nodepools/nodes\" in API group \"live.kpool.io\"");
    }

    @Test
    void groupsOfAUserCount() throws Exception {
        bindGroup("readers", "kpool-view");

        assertThat(json(api.kubectl("--as", "any", "--as-group", "readers", "get", "--raw", HttpLab.POOL + "/nodes"))
                        .path("nodes"))
                .isNotEmpty();
        assertThatThrownBy(() -> raw("any", "nodes")).hasMessageContaining("Forbidden");
    }

    @Test
    void errorsComeThroughAsTheyAre() {
        assertThatThrownBy(() ->
                        api.kubectl("--as", "editor", "get", "--raw", HttpLab.NAMESPACE + "/nodepools/none/nodes"))
                .hasMessageContaining("there is no pool acme/none");
        assertThatThrownBy(() -> create("editor", "spawn", "{\"comand\": {}}"))
                .hasMessageContaining("unknown field \"comand\"");
    }

    @Test
    void whoDialsTheOperatorIsNotBelievedWhoHeIs() throws Exception {
        assertThat(lab.showing("")
                        .send(lab.request("nodes").header("X-Remote-User", "editor"))
                        .get()
                        .error())
                .isEqualTo("401 unauthenticated");
    }

    @Test
    void aRequestTimeoutOfKubectlIsNoMistake() throws Exception {
        assertThat(json(api.kubectl("--as", "viewer", "--request-timeout=20s", "get", "--raw", HttpLab.POOL + "/nodes"))
                        .path("nodes"))
                .isNotEmpty();
    }

    private String raw(String user, String path) throws Exception {
        return api.kubectl("--as", user, "get", "--raw", HttpLab.POOL + "/" + path);
    }

    private String create(String user, String path, String body) throws Exception {
        return api.kubectl("--as", user, "create", "--raw", HttpLab.POOL + "/" + path, "-f", file(body));
    }

    private String file(String body) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "body", ".json"), body)
                .toString();
    }

    private String bundle() {
        String encoded =
                api.client().apiServices().withName(NAME).get().getSpec().getCaBundle();
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded));
    }

    private static String process(String started) throws IOException {
        return json(started).path("pid").asText().substring("demo/".length());
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private static PolicyRuleBuilder rule(String verb, String resource) {
        return new PolicyRuleBuilder()
                .withApiGroups("live.kpool.io")
                .withResources(resource)
                .withVerbs(verb);
    }

    private void allow(String user, PolicyRuleBuilder rule) {
        PolicyRule only = rule.build();
        api.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(user)
                        .withNamespace(LiveLab.POOL.namespace())
                        .endMetadata()
                        .withRules(only)
                        .build())
                .create();
        bind(user, "Role", user);
    }

    private void bind(String user, String kind, String role) {
        bind("User", user, kind, role);
    }

    private void bindGroup(String group, String role) {
        bind("Group", group, "ClusterRole", role);
    }

    private void bind(String subjects, String who, String kind, String role) {
        api.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("aggregated-" + who)
                        .withNamespace(LiveLab.POOL.namespace())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                        .addNewSubject("rbac.authorization.k8s.io", subjects, who, null)
                        .build())
                .create();
    }
}
