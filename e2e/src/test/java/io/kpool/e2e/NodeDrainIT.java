package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of processes whose node is drained. */
@ExtendWith(KpoolExtension.class)
@Isolated("it takes a node away")
class NodeDrainIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    NodeDrainIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void aDrainedNodesProcessesEndInOrderAndRunElsewhere() {
        kpool.apply(Yaml.draining("drained", 2, "only"));
        kpool.await("nodepool/drained", "Ready", A_MINUTE);
        kpool.apply(Yaml.spawn("once", "drained", Yaml.shell("sleep 600")));
        kpool.apply(Yaml.spawn(
                "again", "drained", "restartPolicy: OnFailure", "backoffSeconds: 0", Yaml.shell("sleep 600")));
        kpool.await("spawn/once", "Started", A_MINUTE);
        kpool.await("spawn/again", "Started", A_MINUTE);
        JsonNode pod = kpool.get("pod/drained-only");
        String node = pod.at("/spec/nodeName").asText();
        String first = kpool.spawns().pid("again");

        try {
            kpool.drain(node, "kpool.io/pool=drained");
            await().atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(kpool.get("spawn/once")
                                    .at("/status/exit/reason")
                                    .asText())
                            .isEqualTo("shutdown"));
            await().atMost(A_MINUTE).untilAsserted(() -> {
                JsonNode again = kpool.get("spawn/again");
                assertThat(again.at("/status/attempts").asInt()).isEqualTo(2);
                assertThat(again.at("/status/pid").asText()).isNotBlank().isNotEqualTo(first);
                assertThat(again.at("/status/nodeName").asText()).isNotEqualTo(node);
            });
        } finally {
            kpool.kubectl("uncordon", node);
        }
    }
}
