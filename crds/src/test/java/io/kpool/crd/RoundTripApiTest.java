package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was sent to a real API server comes back, whole. */
@ExtendWith(ApiServer.class)
class RoundTripApiTest {
    private final KubernetesClient client;

    RoundTripApiTest(ApiServer.Running server) {
        client = server.client();
    }

    @AfterEach
    void removeThem() {
        client.resources(NodePool.class).inNamespace("default").delete();
        client.resources(Spawn.class).inNamespace("default").delete();
        client.resources(ProcessGroup.class).inNamespace("default").delete();
    }

    @Test
    void aPool() {
        comesBack(Examples.pool());
    }

    @Test
    void aSpawn() {
        comesBack(Examples.spawn());
    }

    @Test
    void aGroup() {
        comesBack(Examples.group());
    }

    @Test
    void theServerFillsInWhatTheTypesDo() {
        NodePool pool = new NodePool();
        pool.setMetadata(Examples.named("bare"));
        pool.setSpec(NodePoolSpecBuilder.builder()
                .hosts(List.of(HostSpec.named("alpha")))
                .build());
        String bare = "{\"apiVersion\":\"kpool.io/v1alpha1\",\"kind\":\"NodePool\",\"metadata\":{\"name\":\"bare\"},"
                + "\"spec\":{\"hosts\":[{\"name\":\"alpha\"}]}}";
        client.resource(bare).inNamespace("default").create();
        assertThat(client.resource(pool).get().getSpec()).isEqualTo(pool.getSpec());
    }

    private <S, T, R extends CustomResource<S, T>> void comesBack(R sent) {
        R created = client.resource(sent).create();
        created.setStatus(sent.getStatus());
        client.resource(created).updateStatus();
        R back = client.resource(sent).get();
        assertThat(back.getSpec()).isEqualTo(sent.getSpec());
        assertThat(back.getStatus()).isEqualTo(sent.getStatus());
    }
}
