package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The live API through the cluster's API server, with what a kubeconfig has, and real workers. */
@ExtendWith(KpoolExtension.class)
class AggregatedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    /** Longer than an API server lets other requests last, where there is time for that. */
    private static final int FOLLOWED_SECONDS = 4 * Integer.getInteger("kpool.soak.rounds", 2);

    private static final String STARTER = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: starter}
            rules:
            - {apiGroups: [live.kpool.io], resources: [nodepools/spawn], resourceNames: [demo], verbs: [create]}
            - {apiGroups: [live.kpool.io], resources: [nodepools/nodes], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: starter}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: starter}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: stella}]
            """;

    private static Kubectl editor;
    private static Kubectl starter;
    private static String pools;

    private final Kpool kpool;

    AggregatedIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void serve(Kpool kpool, @TempDir Path folder) throws IOException {
        UserCode.provide(kpool, Answering.class, folder);
        kpool.apply(UserCode.pool("demo"));
        pools = "/apis/live.kpool.io/v1alpha1/namespaces/" + kpool.namespace() + "/nodepools/";
        kpool.kubectl("create", "rolebinding", "carla", "--clusterrole=kpool-edit", "--user=carla");
        kpool.apply(STARTER);
        editor = kpool.certified("carla", folder);
        starter = kpool.certified("stella", folder);
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
        kpool.await("apiservice/v1alpha1.live.kpool.io", "Available", A_MINUTE);
    }

    @Test
    void aKubeconfigIsEnoughToRead() throws Exception {
        JsonNode nodes = json(kpool.kubectl("get", "--raw", pools + "demo/nodes"));

        assertThat(nodes.path("nodes"))
                .extracting(node -> node.path("host").asText())
                .containsExactlyInAnyOrder("alpha", "beta");
        assertThat(kpool.kubectl("get", "--raw", "/apis/live.kpool.io/v1alpha1"))
                .contains("nodepools/spawn");
    }

    @Test
    void whoHasOnlyACertificateStartsAndCalls() throws Exception {
        JsonNode result = json(create(editor, "demo/spawn?wait=ended", """
                {"java": {"module": "java.lang.Math", "function": "max", "args": [3, 5]}}"""));
        String process = process(create(editor, "demo/spawn", """
                {"java": {"module": "io.kpool.e2e.Answering", "function": "serve", "args": []}}"""));

        create(editor, "demo/processes/" + process + "/cast", "{\"message\": \"hello\"}");

        assertThat(result.at("/exit/result").asInt()).as(result.toString()).isEqualTo(5);
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(
                                json(create(editor, "demo/processes/" + process + "/call", "{\"message\": \"last\"}"))
                                        .path("answer")
                                        .asText())
                        .isEqualTo("hello"));
        create(editor, "demo/exit/" + process, "{\"reason\": \"killed\"}");
    }

    @Test
    void whoHasOneRoleMayWhatItSaysAndNothingElse() throws Exception {
        String process = process(create(starter, "demo/spawn", shell("sleep 600")));

        assertThat(json(starter.run("get", "--raw", pools + "demo/nodes")).path("nodes"))
                .hasSize(2);
        assertThat(starter.refusalOf(shell("date"), "create", "--raw", pools + "other/spawn", "-f", "-"))
                .contains("Forbidden");
        for (String path : new String[] {"demo/log/" + process, "demo/processes", "demo/processes/" + process}) {
            assertThat(starter.refusalOf("", "get", "--raw", pools + path)).contains("Forbidden");
        }
        for (String path :
                new String[] {"demo/exit/" + process, "demo/processes/" + process + "/call", "demo/cordon"}) {
            assertThat(starter.refusalOf("{}", "create", "--raw", pools + path, "-f", "-"))
                    .contains("Forbidden");
        }
        String elsewhere = pools.replace(kpool.namespace(), "default");
        assertThat(starter.refusalOf("", "get", "--raw", elsewhere + "demo/nodes"))
                .contains("Forbidden");
    }

    @Test
    void nobodyButTheApiServerIsBelievedForWhomHeAsks() throws Exception {
        kpool.kubectl("create", "serviceaccount", "nobody");
        String token =
                kpool.kubectl("create", "token", "nobody", "--audience=kpool").strip();
        try (HttpCaller caller = kpool.httpCaller()) {
            assertThat(caller.pretending("carla", "", "demo/nodes").code()).isEqualTo(401);
            assertThat(caller.pretending("carla", token, "demo/nodes").code()).isEqualTo(403);
        }
    }

    @Test
    void aLogIsFollowedForAsLongAsItIsWritten() throws Exception {
        String process = process(create(
                editor,
                "demo/spawn",
                shell("for i in $(seq " + FOLLOWED_SECONDS + "); do echo line $i; sleep 1; done")));

        String followed = editor.run("get", "--raw", pools + "demo/log/" + process + "?follow=true");

        assertThat(followed.lines().distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, FOLLOWED_SECONDS)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void theOtherKindsAndNamespacesAreNotDisturbed() {
        String namespace = kpool.namespace() + "-short";

        assertThat(kpool.kubectl("api-resources")).contains("nodepools").doesNotContain("live.kpool.io");
        assertThat(kpool.kubectl("get", "npool")).contains("demo");
        kpool.kubectl("create", "namespace", namespace);
        kpool.kubectl("delete", "namespace", namespace, "--timeout=60s");
    }

    private static String create(Kubectl user, String path, String body) {
        return user.pipe(body, "create", "--raw", pools + path, "-f", "-");
    }

    private static String shell(String line) {
        return "{\"command\": {\"argv\": [\"sh\", \"-c\", \"%s\"]}}".formatted(line);
    }

    private static String process(String started) throws IOException {
        return json(started).path("pid").asText().substring("demo/".length());
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
