package io.kpool.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class LeaderApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("leader-" + COUNT.incrementAndGet());
    }

    @Test
    void takesTheTimeForItsFirstEpoch() {
        // When
        long epoch = epochs(NOW).claim();
        // Then
        assertThat(epoch).isEqualTo(NOW.toEpochMilli());
        assertThat(stored()).isEqualTo(epoch);
    }

    @Test
    void goesOnWhereAFasterClockWas() {
        // Given
        long before = epochs(NOW.plusSeconds(3_600)).claim();
        // When
        long epoch = epochs(NOW).claim();
        // Then
        assertThat(epoch).isEqualTo(before + 1);
    }

    @Test
    void givesNoEpochTwice() throws Exception {
        // Given
        List<Future<Long>> claims = new ArrayList<>();
        // When
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 24; i++) {
                claims.add(executor.submit(() -> epochs(NOW).claim()));
            }
        }
        // Then
        List<Long> epochs = new ArrayList<>();
        for (Future<Long> claim : claims) {
            epochs.add(claim.get());
        }
        assertThat(epochs).doesNotHaveDuplicates();
        assertThat(stored()).isEqualTo(NOW.toEpochMilli() + 23);
    }

    @Test
    void movesTheLabelToTheLeadersPod() {
        // Given
        operatorPod("former", Map.of(LeaderLabel.LEADER, "true"));
        operatorPod("next", Map.of());
        // When
        new LeaderLabel(client, namespace).moveTo("next");
        // Then
        assertThat(labels("former")).doesNotContainKey(LeaderLabel.LEADER);
        assertThat(labels("next")).containsEntry(LeaderLabel.LEADER, "true");
    }

    @Test
    void doesNotMindAFormerLeaderThatIsGone() {
        // Given
        LeaderLabel label = new LeaderLabel(client, namespace);
        // Then
        assertThatCode(() -> label.takeFrom("gone")).doesNotThrowAnyException();
    }

    @Test
    void givesBackOnlyItsOwnLease() {
        // Given
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("kpool-leader")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("me")
                        .endSpec()
                        .build())
                .create();
        LeaseHandover handover = new LeaseHandover(client, namespace, "kpool-leader");
        // When
        handover.release("somebody else");
        String kept = holder();
        handover.release("me");
        // Then
        assertThat(kept).isEqualTo("me");
        assertThat(holder()).isNull();
    }

    private EpochStore epochs(Instant now) {
        return new EpochStore(client, namespace, () -> now);
    }

    private long stored() {
        ConfigMap map = client.configMaps()
                .inNamespace(namespace)
                .withName(EpochStore.NAME)
                .get();
        return Long.parseLong(map.getData().get(EpochStore.KEY));
    }

    private String holder() {
        return client.leases()
                .inNamespace(namespace)
                .withName("kpool-leader")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    private Map<String, String> labels(String pod) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getMetadata()
                .getLabels();
    }

    private void operatorPod(String name, Map<String, String> more) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .addToLabels("app.kubernetes.io/name", "kpool")
                        .addToLabels(more)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("operator")
                        .withImage("kpool/operator")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }
}
