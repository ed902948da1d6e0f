package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.kpool.crd.ApiServer;
import io.kpool.crd.Exit;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupConditions;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnStatusBuilder;
import io.kpool.operator.chart.Chart;
import io.kpool.operator.conditions.Conditions;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.news.StoppingClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test a namespace of its own with a reconciler for it, which has the rights that the chart gives the operator. */
final class GroupLab implements BeforeEachCallback, AfterEachCallback {
    private static final AtomicInteger COUNT = new AtomicInteger();

    KubernetesClient admin;
    KubernetesClient asOperator;
    String namespace;
    ApiServer.Running api;
    private FakeGroupMasters masters;
    private DeclaredGroups declared;
    private StoppingClock clock;
    private Operator operator;

    @Override
    public void beforeEach(ExtensionContext context) {
        api = ApiServer.running(context);
        admin = api.client();
        Chart.rendered().install(admin);
        namespace = api.namespace("groups-" + COUNT.incrementAndGet());
        asOperator = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(admin.getConfiguration())
                        .withImpersonateUsername(Chart.OPERATOR)
                        .build())
                .build();
        start();
    }

    private void start() {
        masters = new FakeGroupMasters();
        declared = new DeclaredGroups(masters);
        clock = new StoppingClock();
        operator = new Operator(settings -> settings.withKubernetesClient(asOperator)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(5)));
        operator.register(
                new ProcessGroupReconciler(masters, declared, new ResourceEvents(asOperator, "operator-1"), clock),
                settings -> settings.settingNamespace(namespace));
        operator.start();
    }

    /** The operator ends, and another one comes. */
    void restart() {
        operator.stop();
        start();
    }

    /** The operator ends in the middle of a look at what that leads to. */
    void stopDuring(Runnable provocation) {
        clock.stop(operator, provocation);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        operator.stop();
        asOperator.close();
    }

    FakeGroupMasters masters() {
        return masters;
    }

    DeclaredGroups declared() {
        return declared;
    }

    GroupKey key(String group) {
        return new GroupKey(namespace, group);
    }

    ProcessGroup create(String name, String spec) {
        return admin.resource(Serialization.unmarshal(
                        "---\n{apiVersion: kpool.io/v1alpha1, kind: ProcessGroup, metadata: {name: %s, namespace: %s}, spec: %s}"
                                .formatted(name, namespace, spec),
                        ProcessGroup.class))
                .create();
    }

    void delete(String name) {
        resource(name).delete();
    }

    ProcessGroup group(String name) {
        return resource(name).get();
    }

    private Resource<ProcessGroup> resource(String name) {
        return admin.resources(ProcessGroup.class).inNamespace(namespace).withName(name);
    }

    ProcessGroup await(String name, Predicate<ProcessGroup> wanted) {
        return resource(name).waitUntilCondition(group -> group != null && wanted.test(group), 15, TimeUnit.SECONDS);
    }

    ProcessGroup await(String name, String reason) {
        return await(name, group -> ready(group).getReason().equals(reason));
    }

    static Condition ready(ProcessGroup group) {
        return Conditions.of(ProcessGroupConditions.READY, group.lastStatus().conditions())
                .orElseGet(() -> new io.fabric8.kubernetes.api.model.ConditionBuilder()
                        .withReason("")
                        .build());
    }

    /** The Spawns of the namespace, in the order of their names, once that many are there. */
    List<Spawn> spawns(int count) {
        return spawns(count, spawn -> true);
    }

    /** Those among them. */
    List<Spawn> spawns(int count, Predicate<Spawn> which) {
        return Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> spawns(which), all -> all.size() == count);
    }

    List<Spawn> spawns(Predicate<Spawn> which) {
        return admin.resources(Spawn.class).inNamespace(namespace).list().getItems().stream()
                .filter(which)
                .sorted(Comparator.comparing(spawn -> spawn.getMetadata().getName()))
                .toList();
    }

    /** Its process runs, and did so for an hour. */
    void run(Spawn spawn) {
        report(spawn, running(Instant.now().minus(1, ChronoUnit.HOURS)));
    }

    /** It ended now, after so many seconds. */
    void end(Spawn spawn, String reason, int afterSeconds) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        report(
                spawn,
                running(now.minusSeconds(afterSeconds))
                        .completionTime(now.toString())
                        .exitOrNull(new Exit(reason, null, "boom")));
    }

    private static SpawnStatusBuilder running(Instant since) {
        return SpawnStatusBuilder.builder()
                .pid("demo/alpha.7.1")
                .hostName("alpha")
                .startTime(since.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private void report(Spawn spawn, SpawnStatusBuilder status) {
        Spawn next = admin.resource(spawn).get();
        next.setStatus(status.build());
        admin.resource(next).updateStatus();
    }
}
