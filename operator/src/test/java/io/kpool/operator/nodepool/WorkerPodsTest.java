package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.NodePool;
import io.kpool.operator.nodepool.HostWish.Kind;
import io.kpool.operator.nodepool.HostWish.Place;
import io.kpool.pool.HostSettings.Admission;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden scenarios do not show: the hash, and a template that is none. */
class WorkerPodsTest {
    private static final HostWish HOST = new HostWish("a", Kind.NAMED, 8, Place.ANYWHERE, Admission.OPEN);

    private final WorkerPods pods = new WorkerPods(new WorkerDefaults("kpool/worker:1", "operator:9443"));

    @Test
    void theHashDoesNotDependOnTheIncarnationNorOnTheOrderOfFields() {
        NodePool one = pool("{template: {metadata: {labels: {a: x, b: y}}, spec: {hostname: h, subdomain: s}}}");
        NodePool same = pool("{template: {spec: {subdomain: s, hostname: h}, metadata: {labels: {b: y, a: x}}}}");

        String hash = pods.templateHash(one, HOST);

        assertThat(hash).isEqualTo(pods.templateHash(same, HOST));
        assertThat(pods.pod(one, HOST, life(1)).getMetadata().getAnnotations())
                .isEqualTo(pods.pod(one, HOST, life(2)).getMetadata().getAnnotations())
                .containsEntry(Labels.TEMPLATE_HASH, hash);
    }

    @Test
    void theHashIsTheSameForAllHostsOfAKind() {
        HostWish other = new HostWish("b", Kind.NAMED, 8, Place.ANYWHERE, Admission.CORDONED);
        HostWish larger = new HostWish("b", Kind.NAMED, 9, Place.ANYWHERE, Admission.OPEN);
        HostWish elsewhere = new HostWish("b", Kind.NAMED, 8, new Place(Map.of(), "node-1"), Admission.OPEN);
        NodePool pool = pool("{}");

        String hash = pods.templateHash(pool, HOST);

        assertThat(pods.templateHash(pool, other)).isEqualTo(hash);
        assertThat(pods.templateHash(pool, larger)).isNotEqualTo(hash);
        assertThat(pods.templateHash(pool, elsewhere)).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{image: other}",
                "{args: [-Dx=y]}",
                "{drainTimeoutSeconds: 7}",
                "{masterLossSeconds: 7}",
                "{serviceAccountName: other}",
                "{template: {spec: {containers: [{name: worker, env: [{name: A, value: b}]}]}}}"
            })
    void theHashDependsOnWhatThePodIsMadeFrom(String spec) {
        assertThat(pods.templateHash(pool(spec), HOST)).isNotEqualTo(pods.templateHash(pool("{}"), HOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cordoned: [a]}",
                "{replicas: 3}",
                "{startTimeoutSeconds: 7}",
                "{loadReportPeriodSeconds: 7}",
                "{placement: {strategy: Packed}}"
            })
    void theHashDoesNotDependOnAnythingElse(String spec) {
        assertThat(pods.templateHash(pool(spec), HOST)).isEqualTo(pods.templateHash(pool("{}"), HOST));
    }

    @Test
    void aTemplateThatIsNoneSaysWhere() {
        TemplateFindings findings = pods.findings(pool("{template: {spec: {containers: none}}}"));

        assertThat(findings.isFaulty()).isTrue();
        assertThat(findings.fault()).contains("spec.template is no PodTemplateSpec", "containers");
    }

    @Test
    void misspeltFieldsBesideThePodsSpecMakeATemplateNone() {
        TemplateFindings findings =
                pods.findings(pool("{template: {sepc: {}, metadata: {lables: {a: b}, labels: {c: d}}}}"));

        assertThat(findings.fault())
                .isEqualTo("spec.template has fields that no PodTemplateSpec has: metadata.lables, sepc");
    }

    @Test
    void metadataThatAPodDoesNotTakeOverIsWithoutEffect() {
        TemplateFindings findings = pods.findings(pool("{template: {metadata: {name: mine, finalizers: [a.b/c],"
                + " creationTimestamp: null, labels: {a: b}, annotations: {c: d}}}}"));

        assertThat(findings.isFaulty()).isFalse();
        assertThat(findings.overruled()).containsExactlyInAnyOrder("metadata.name", "metadata.finalizers");
    }

    @Test
    void anElasticHostsPodIsCountedByTheScaleSubresource() {
        HostWish elastic = new HostWish("r0", Kind.ELASTIC, 8, Place.ANYWHERE, Admission.OPEN);

        assertThat(pods.pod(pool("{replicas: 1}"), elastic, life(1))
                        .getMetadata()
                        .getLabels())
                .containsEntry(Labels.ELASTIC, "true")
                .containsEntry(Labels.POOL, "demo");
        assertThat(pods.pod(pool("{replicas: 1}"), HOST, life(1)).getMetadata().getLabels())
                .doesNotContainKey(Labels.ELASTIC);
    }

    @Test
    void thePodSaysHowOftenItsHostHasFailed() {
        assertThat(pods.pod(pool("{}"), HOST, new HostPlan.Create(1, 7))
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(Labels.FAILURES, "7");
        assertThat(pods.pod(pool("{}"), HOST, life(1)).getMetadata().getAnnotations())
                .doesNotContainKey(Labels.FAILURES);
    }

    private static HostPlan.Create life(long incarnation) {
        return new HostPlan.Create(incarnation);
    }

    private static NodePool pool(String spec) {
        return Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: n, uid: u}, spec: "
                        + spec + "}",
                NodePool.class);
    }
}
