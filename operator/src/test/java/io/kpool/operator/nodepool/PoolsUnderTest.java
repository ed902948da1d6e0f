package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.kpool.crd.ApiServer;
import io.kpool.crd.HostState;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.chart.Chart;
import io.kpool.operator.conditions.Conditions;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.nodepool.NodePoolReconciler.Parts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The reconciler against a real API server, with the rights that the chart gives it; a fake kubelet stands for the nodes
 * and fake masters for the workers' streams. Each pool is called demo and has a namespace of its own.
 */
final class PoolsUnderTest implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final List<String> namespaces = new ArrayList<>();
    private final FakeMasters masters = new FakeMasters();
    private final KubernetesClient admin;
    private final FakeKubelet kubelet;
    private final KubernetesClient asOperator;
    private final Operator operator;
    private final Controller<NodePool> controller;

    PoolsUnderTest(ApiServer.Running server) {
        admin = server.client();
        Chart.rendered().install(admin);
        kubelet = new FakeKubelet(admin, masters);
        asOperator = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(admin.getConfiguration())
                        .withImpersonateUsername(Chart.OPERATOR)
                        .build())
                .build();
        operator = new Operator(
                overrides -> overrides.withKubernetesClient(asOperator).withCloseClientOnStop(false));
        controller = (Controller<NodePool>) operator.register(reconciler());
        operator.start();
    }

    private NodePoolReconciler reconciler() {
        WorkerDefaults defaults = new WorkerDefaults("kpool/worker:1.0.0", "kpool-operator.kpool-system.svc:9443");
        Parts parts = new Parts(
                new NodePoolWatch(new LeanPods()),
                new WorkerPods(defaults),
                new CaConfigMaps(asOperator, () -> "-----BEGIN CERTIFICATE-----", InstantSource.system()),
                new HostEvents(new ResourceEvents(asOperator, "kpool-operator-1")));
        return new NodePoolReconciler(masters, asOperator, parts);
    }

    @Override
    public void close() {
        operator.stop();
        // There is no garbage collector, and the next operator would find them.
        namespaces.forEach(namespace -> {
            admin.resources(NodePool.class).inNamespace(namespace).delete();
            admin.pods().inNamespace(namespace).withGracePeriod(0).delete();
        });
        kubelet.close();
        asOperator.close();
    }

    KubernetesClient admin() {
        return admin;
    }

    FakeMasters masters() {
        return masters;
    }

    FakeKubelet kubelet() {
        return kubelet;
    }

    /** Makes a pool in a namespace of its own; the namespace. */
    String pool(String spec) {
        String namespace = namespace(Map.of());
        create(namespace, spec);
        return namespace;
    }

    String namespace(Map<String, String> labels) {
        Namespace namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("pools-" + NAMESPACES.incrementAndGet())
                .withLabels(labels)
                .endMetadata()
                .build();
        namespaces.add(namespace.getMetadata().getName());
        return admin.resource(namespace).create().getMetadata().getName();
    }

    NodePool create(String namespace, String spec) {
        return admin.resource(parse(namespace, spec)).create();
    }

    /** Whatever its resource version is: the operator writes the status meanwhile. */
    void change(String namespace, String spec) {
        String next = Serialization.asJson(parse(namespace, spec).getSpec());
        admin.resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"/spec\", \"value\": " + next + "}]");
    }

    private static NodePool parse(String namespace, String spec) {
        return Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: %s}, spec: %s}"
                        .formatted(namespace, spec),
                NodePool.class);
    }

    NodePool get(String namespace) {
        return admin.resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .get();
    }

    /** Waits until the operator knows that pool, whether it looked at it or not. */
    void awaitKnown(NodePool pool) {
        await().atMost(SOON)
                .until(() -> controller
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .get(ResourceID.fromResource(pool))
                        .filter(known -> known.getMetadata()
                                .getUid()
                                .equals(pool.getMetadata().getUid()))
                        .isPresent());
    }

    Map<String, Pod> pods(String namespace) {
        return admin.pods().inNamespace(namespace).list().getItems().stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), Function.identity()));
    }

    List<String> events(String namespace) {
        return admin.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .map(PoolsUnderTest::line)
                .toList();
    }

    private static String line(Event event) {
        return event.getType() + " " + event.getReason() + " " + event.getNote();
    }

    Condition condition(String namespace, String type) {
        return Conditions.of(type, get(namespace).lastStatus().conditions())
                .orElseThrow(() -> new AssertionError("no condition " + type));
    }

    void awaitCondition(String namespace, String type, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(condition(namespace, type))
                        .as("%s", get(namespace).lastStatus())
                        .satisfies(
                                condition -> assertThat(condition.getStatus()).isEqualTo(status))
                        .satisfies(condition -> assertThat(condition.getObservedGeneration())
                                .isEqualTo(get(namespace).getMetadata().getGeneration())));
    }

    void awaitHost(String namespace, String host, HostState state, String reason) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(namespace).lastStatus().hosts())
                        .filteredOn(status -> status.name().equals(host))
                        .singleElement()
                        .satisfies(status -> assertThat(status.state()).isEqualTo(state))
                        .satisfies(status -> assertThat(status.reason()).isEqualTo(reason)));
    }

    static PoolKey key(String namespace) {
        return new PoolKey(namespace, "demo");
    }

    /** Gives each class of tests one of its own. */
    static final class PerClass implements ParameterResolver {
        private static final ExtensionContext.Namespace POOLS = ExtensionContext.Namespace.create(PerClass.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PoolsUnderTest.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(POOLS)
                    .getOrComputeIfAbsent(
                            PoolsUnderTest.class,
                            any -> new PoolsUnderTest(ApiServer.running(context)),
                            PoolsUnderTest.class);
        }
    }
}
