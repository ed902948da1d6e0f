package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.NodePool;
import io.kpool.operator.nodepool.HostWish.Kind;
import io.kpool.operator.nodepool.HostWish.Place;
import io.kpool.pool.HostSettings.Admission;
import org.junit.jupiter.api.Test;

class TemplateHashesTest {
    private static final HostWish HOST = new HostWish("a", Kind.NAMED, 8, Place.ANYWHERE, Admission.OPEN);

    private final WorkerPods pods = new WorkerPods(new WorkerDefaults("kpool/worker:1", "operator:9443"));
    private final TemplateHashes hashes = new TemplateHashes(pods);

    @Test
    void areWhatThePodsSay() {
        NodePool pool = pool(1, "{image: one}");

        assertThat(pods.pod(pool, HOST, new HostPlan.Create(7)).getMetadata().getAnnotations())
                .containsEntry(Labels.TEMPLATE_HASH, hashes.of(pool, HOST));
    }

    @Test
    void areThoseOfTheNewSpec() {
        NodePool pool = pool(1, "{image: one}");
        NodePool changed = pool(2, "{image: two}");
        String before = hashes.of(pool, HOST);

        String after = hashes.of(changed, HOST);

        assertThat(after).isNotEqualTo(before).isEqualTo(pods.templateHash(changed, HOST));
        assertThat(hashes.of(pool, HOST)).isEqualTo(before);
    }

    private static NodePool pool(long generation, String spec) {
        return Yaml.parse("""
                metadata: {name: demo, namespace: acme, uid: u-1, generation: %d}
                spec: %s
                """.formatted(generation, spec), NodePool.class);
    }
}
