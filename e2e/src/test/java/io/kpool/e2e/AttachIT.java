package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that the test starts itself, as plain pods. */
@ExtendWith(KpoolExtension.class)
class AttachIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;
    private final Agents agents;

    AttachIT(Kpool kpool) {
        this.kpool = kpool;
        this.agents = new Agents(kpool);
    }

    @Test
    void anAgentInAPlainPodServesIsReleasedAndServesAgain() {
        pool("mixed", "[runner]", "[beta]");
        kpool.await("nodepool/mixed", "Ready", A_MINUTE);
        assertThat(host("mixed", "beta").path("state").asText()).isEqualTo("Absent");
        assertThat(kpool.get("nodepool/mixed").at("/status/ready").asText()).isEqualTo("1/1");

        agents.start("mixed", "beta", "mixed-own");
        awaitState("mixed", "beta", "Ready");
        assertThat(kpool.get("nodepool/mixed").at("/status/ready").asText()).isEqualTo("2/2");
        kpool.apply(Yaml.spawn("there", "mixed", "hostName: beta", Yaml.shell("sleep 600")));
        kpool.await("spawn/there", "Started", A_MINUTE);
        assertThat(pid("there")).startsWith("mixed/beta.");

        attached("mixed", "[]");
        awaitExit("there", "shutdown");
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(kpool.get("nodepool/mixed").at("/status/hosts"))
                        .hasSize(1));

        attached("mixed", "[\"beta\"]");
        awaitState("mixed", "beta", "Ready");
        kpool.apply(Yaml.spawn("again", "mixed", "hostName: beta", Yaml.shell("exit 0")));
        kpool.await("spawn/again", "Succeeded", A_MINUTE);
        assertThat(pid("again")).startsWith("mixed/beta.").isGreaterThan(pid("there"));
        assertRuns("agent-beta");
    }

    @Test
    void whoseAccountIsNotNamedStaysOutside() {
        pool("closed", "[]", "[gamma]");
        kpool.await("nodepool/closed", "Ready", A_MINUTE);

        agents.start("closed", "gamma", "closed-own");

        await().atMost(A_MINUTE).untilAsserted(() -> {
            assertThat(host("closed", "gamma").path("state").asText()).isEqualTo("Absent");
            assertThat(host("closed", "gamma").path("reason").asText()).isEqualTo("TokenRefused");
            assertThat(host("closed", "gamma").path("message").asText()).contains("attachServiceAccounts", "runner");
        });
    }

    @Test
    void theAgentOutlivesItsPoolAndJoinsTheNextOfThatName() {
        pool("short", "[runner]", "[delta]");
        kpool.await("nodepool/short", "Ready", A_MINUTE);
        agents.start("short", "delta", "short-own");
        awaitState("short", "delta", "Ready");

        kpool.kubectl("delete", "nodepool", "short");
        await().atMost(A_MINUTE)
                .until(() -> kpool.kubectl("get", "pod", "short-own", "--ignore-not-found")
                        .isBlank());
        assertRuns("agent-delta");

        pool("short", "[runner]", "[delta]");
        awaitState("short", "delta", "Ready");
        assertRuns("agent-delta");
    }

    private void pool(String name, String accounts, String attached) {
        agents.account("runner");
        kpool.apply("""
                apiVersion: kpool.io/v1alpha1
                kind: NodePool
                metadata: {name: %s}
                spec: {hosts: [{name: own}], attached: %s, attachServiceAccounts: %s, drainTimeoutSeconds: 1}
                """.formatted(name, attached, accounts));
    }

    private void attached(String pool, String hosts) {
        kpool.kubectl("patch", "nodepool", pool, "--type=merge", "-p", "{\"spec\":{\"attached\":%s}}".formatted(hosts));
    }

    private void awaitState(String pool, String host, String state) {
        await().atMost(A_MINUTE)
                .untilAsserted(() ->
                        assertThat(host(pool, host).path("state").asText()).isEqualTo(state));
    }

    private void awaitExit(String spawn, String reason) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(kpool.get("spawn/" + spawn)
                                .at("/status/exit/reason")
                                .asText())
                        .isEqualTo(reason));
    }

    private void assertRuns(String pod) {
        JsonNode container = kpool.get("pod/" + pod).at("/status/containerStatuses/0");
        assertThat(container.at("/state/running").isMissingNode())
                .as("%s", container)
                .isFalse();
        assertThat(container.path("restartCount").asInt()).isZero();
    }

    private String pid(String spawn) {
        return kpool.get("spawn/" + spawn).at("/status/pid").asText();
    }

    private JsonNode host(String pool, String name) {
        return Kpool.host(kpool.get("nodepool/" + pool), name);
    }
}
