package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import java.time.InstantSource;
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
    private KubernetesClient client;
    private String namespace;
    private CaConfigMaps authorities;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("authorities-" + NAMESPACES.incrementAndGet());
        authorities = new CaConfigMaps(client, pem::get, InstantSource.system());
    }

    @Test
    void poolsThatComeAtOnceAllOwnIt() {
        List<String> uids = IntStream.range(0, 20).mapToObj(n -> "uid-" + n).toList();

        AllAtOnce.map(uids, uid -> authorities.ensure(pool(uid)));

        assertThat(there().getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactlyInAnyOrderElementsOf(uids);
    }

    @Test
    void anyPoolRenewsItForAll() {
        authorities.ensure(pool("one"));
        authorities.ensure(pool("other"));

        pem.set("second");
        authorities.ensure(pool("other"));

        assertThat(there().getData()).containsEntry("ca.crt", "second");
        assertThat(there().getMetadata().getOwnerReferences()).hasSize(2);
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
