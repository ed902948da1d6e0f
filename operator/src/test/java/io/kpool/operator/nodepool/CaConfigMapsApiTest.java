package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class CaConfigMapsApiTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final AtomicReference<String> pem = new AtomicReference<>("first");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private KubernetesClient client;
    private String namespace;
    private CaConfigMaps authorities;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("authorities-" + NAMESPACES.incrementAndGet());
        authorities = new CaConfigMaps(client, pem::get, now::get);
    }

    @Test
    void poolsThatComeAtOnceAllOwnIt() {
        List<String> uids = IntStream.range(0, 20).mapToObj(n -> "uid-" + n).toList();

        AllAtOnce.map(uids, uid -> authorities.write(pool(uid)));

        assertThat(there().getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactlyInAnyOrderElementsOf(uids);
    }

    @Test
    void anyPoolRenewsItForAll() {
        authorities.refresh(pool("one"));
        authorities.refresh(pool("other"));

        pem.set("second");
        authorities.refresh(pool("other"));

        assertThat(there().getData()).containsEntry("ca.crt", "second");
        assertThat(there().getMetadata().getOwnerReferences()).hasSize(2);
    }

    @Test
    void whatSomebodyDeletedIsWrittenBeforeAPodIsMadeAndOtherwiseAfterAWhile() {
        authorities.refresh(pool("one"));

        delete();
        authorities.refresh(pool("one"));
        assertThat(there()).isNull();

        authorities.write(pool("one"));
        assertThat(there().getData()).containsEntry("ca.crt", "first");

        delete();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        authorities.refresh(pool("one"));
        assertThat(there().getData()).containsEntry("ca.crt", "first");
    }

    private void delete() {
        client.configMaps()
                .inNamespace(namespace)
                .withName(CaConfigMaps.NAME)
                .withGracePeriod(0)
                .delete();
    }

    private ConfigMap there() {
        return client.configMaps()
                .inNamespace(namespace)
                .withName(CaConfigMaps.NAME)
                .get();
    }

    private NodePool pool(String uid) {
        return Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: pool-%s, namespace: %s, uid: %s}, spec: {replicas: 1}}"
                        .formatted(uid, namespace, uid),
                NodePool.class);
    }
}
