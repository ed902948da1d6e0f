package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static io.kpool.e2e.Kpool.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A NodePool on real nodes: its hosts come, fail with a reason, are replaced, and go. */
@ExtendWith(KpoolExtension.class)
class PoolIT {
    private final Kpool kpool;

    PoolIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void threeHostsAreReadyWithinAMinuteOnBothNodes() {
        kpool.apply(Yaml.pool("three", "alpha", "beta", "gamma"));

        kpool.await("nodepool/three", "Ready", Duration.ofSeconds(60));

        JsonNode pool = kpool.get("nodepool/three");
        assertThat(pool.at("/status/readyHosts").asInt()).isEqualTo(3);
        assertThat(kpool.list("pods", "kpool.io/pool=three"))
                .extracting(pod -> pod.at("/spec/nodeName").asText())
                .hasSize(3)
                .containsAll(kpool.nodes());
        assertThat(kpool.kubectl("get", "npool", "three")).contains("READY", "3/3", "LOAD", "AGE");
    }

    @Test
    void oneBrokenHostDoesNotStopTheOthersAndSaysWhy() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: broken}
                spec:
                  hosts:
                  - {name: good}
                  - {name: nowhere, nodeName: no-such-node}
                """);

        kpool.await("nodepool/broken", "Degraded", Duration.ofSeconds(60));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode pool = kpool.get("nodepool/broken");
            assertThat(host(pool, "good").path("state").asText()).isEqualTo("Ready");
            assertThat(host(pool, "nowhere").path("state").asText()).isEqualTo("Failed");
            assertThat(host(pool, "nowhere").path("reason").asText()).isEqualTo("Unschedulable");
            assertThat(host(pool, "nowhere").path("message").asText()).contains("nodes are available");
        });
        assertThat(condition(kpool.get("nodepool/broken"), "Ready")
                        .path("status")
                        .asText())
                .isEqualTo("False");
    }

    @Test
    void anImageThatIsNotThereIsNamed() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: no-image}
                spec:
                  image: kpool/no-such-image:1
                  hosts: [{name: only}]
                """);

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            JsonNode only = host(kpool.get("nodepool/no-image"), "only");
            assertThat(only.path("reason").asText()).isEqualTo("ImagePullFailed");
            assertThat(only.path("message").asText()).contains("kpool/no-such-image:1");
        });
    }

    @Test
    void aCrashAtStartShowsItsLastOutput() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: crash}
                spec:
                  hosts: [{name: only}]
                  template:
                    spec:
                      containers:
                      - name: worker
                        env: [{name: JAVA_TOOL_OPTIONS, value: --no-such-option}]
                """);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode only = host(kpool.get("nodepool/crash"), "only");
            assertThat(only.path("state").asText()).isEqualTo("Failed");
            assertThat(only.path("reason").asText()).isEqualTo("Crashed");
            assertThat(only.path("message").asText()).contains("--no-such-option");
        });
        assertThat(kpool.kubectl("events", "--for", "nodepool/crash")).contains("--no-such-option");
    }

    @Test
    void aLostWorkerIsReplaced() {
        kpool.apply(Yaml.pool("lost", "one", "two"));
        kpool.await("nodepool/lost", "Ready", Duration.ofSeconds(60));
        String before = podUid("lost-one");

        kpool.kubectl("delete", "pod", "lost-one", "--grace-period=0", "--force");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(podUid("lost-one")).isNotEqualTo(before);
            assertThat(kpool.get("nodepool/lost").at("/status/readyHosts").asInt())
                    .isEqualTo(2);
        });
    }

    @Test
    void aHostThatIsRemovedDisappears() {
        kpool.apply(Yaml.pool("shrinks", "stays", "goes"));
        kpool.await("nodepool/shrinks", "Ready", Duration.ofSeconds(60));

        kpool.apply(Yaml.pool("shrinks", "stays"));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(podNames("shrinks")).containsExactly("shrinks-stays");
            assertThat(kpool.get("nodepool/shrinks").at("/status/hosts")).hasSize(1);
        });
    }

    @Test
    void scalesByKubectl() {
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: elastic}
                spec: {replicas: 1}
                """);
        kpool.await("nodepool/elastic", "Ready", Duration.ofSeconds(60));

        kpool.kubectl("scale", "nodepool/elastic", "--replicas=3");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(podNames("elastic"))
                        .containsExactlyInAnyOrder("elastic-r0", "elastic-r1", "elastic-r2"));

        kpool.kubectl("scale", "nodepool/elastic", "--replicas=1");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(podNames("elastic")).hasSize(1));
    }

    private List<String> podNames(String pool) {
        return kpool.list("pods", "kpool.io/pool=" + pool).stream()
                .map(pod -> pod.at("/metadata/name").asText())
                .toList();
    }

    private String podUid(String name) {
        return kpool.kubectl("get", "pod", name, "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");
    }
}
