package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of processes whose worker is to go, for whatever reason. */
@ExtendWith(KpoolExtension.class)
class DrainIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    DrainIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void aHostThatIsRemovedGivesItsProcessesTheTime() {
        pool("removal", 20, "goes", "stays");
        kpool.apply(Yaml.spawn("brief", "removal", "hostName: goes", Yaml.shell("sleep 3; exit 0")));
        kpool.apply(Yaml.spawn("long", "removal", "hostName: goes", Yaml.shell("sleep 600")));
        kpool.await("spawn/brief", "Started", A_MINUTE);
        kpool.await("spawn/long", "Started", A_MINUTE);

        pool("removal", 20, "stays");

        await().atMost(A_MINUTE).untilAsserted(() -> {
            assertThat(host("removal", "goes").path("state").asText()).isEqualTo("Draining");
            assertThat(host("removal", "goes").path("reason").asText()).isEqualTo("Removed");
        });
        awaitExit("brief", "normal");
        awaitExit("long", "shutdown");
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(kpool.get("nodepool/removal").at("/status/hosts"))
                        .hasSize(1));
    }

    @Test
    void aPodThatIsDeletedDrainsAtOnce() {
        pool("deleted", 10, "only");
        kpool.apply(Yaml.spawn("runs", "deleted", Yaml.shell("sleep 600")));
        kpool.await("spawn/runs", "Started", A_MINUTE);
        String before = podUid("deleted-only");

        kpool.kubectl("delete", "pod", "deleted-only", "--wait=false");

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(host("deleted", "only").path("reason").asText())
                                .isEqualTo("PodDeleted"));
        awaitExit("runs", "shutdown");
        await().atMost(A_MINUTE).untilAsserted(() -> {
            assertThat(podUid("deleted-only")).isNotBlank().isNotEqualTo(before);
            assertThat(host("deleted", "only").path("state").asText()).isEqualTo("Ready");
        });
    }

    @Test
    void aChangedTemplateRollsOneAfterTheOtherAndLosesNothing() {
        pool("rolled", 2, "a", "b", "c");
        for (String host : new String[] {"a", "b", "c"}) {
            kpool.apply(Yaml.spawn("on-" + host, "rolled", "hostName: " + host, Yaml.shell("sleep 600")));
            kpool.await("spawn/on-" + host, "Started", A_MINUTE);
        }
        AtomicInteger fewestReady = new AtomicInteger(3);

        kpool.kubectl("patch", "nodepool", "rolled", "--type=merge", "-p", "{\"spec\":{\"args\":[\"-Dnew=yes\"]}}");

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    JsonNode pool = kpool.get("nodepool/rolled");
                    fewestReady.accumulateAndGet(pool.at("/status/readyHosts").asInt(), Math::min);
                    assertThat(kpool.list("pods", "kpool.io/pool=rolled"))
                            .hasSize(3)
                            .allSatisfy(pod -> assertThat(
                                            pod.at("/spec/containers/0/args/0").asText())
                                    .isEqualTo("-Dnew=yes"));
                    assertThat(pool.at("/status/readyHosts").asInt()).isEqualTo(3);
                });
        assertThat(fewestReady).hasValue(2);
        for (String host : new String[] {"a", "b", "c"}) {
            awaitExit("on-" + host, "shutdown");
        }
    }

    private void pool(String name, int drainSeconds, String... hosts) {
        kpool.apply(Yaml.draining(name, drainSeconds, hosts));
        kpool.await("nodepool/" + name, "Ready", A_MINUTE);
    }

    private void awaitExit(String spawn, String reason) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(kpool.get("spawn/" + spawn)
                                .at("/status/exit/reason")
                                .asText())
                        .isEqualTo(reason));
    }

    private String podUid(String name) {
        return kpool.kubectl("get", "pod", name, "--ignore-not-found", "-o", "jsonpath={.metadata.uid}");
    }

    private JsonNode host(String pool, String name) {
        return Kpool.host(kpool.get("nodepool/" + pool), name);
    }
}
