package io.kpool.operator.spawn;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kpool.crd.CommandLineBuilder;
import io.kpool.crd.NodePool;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupSpecBuilder;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.crd.SpawnSpecBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The Spawns of one namespace, as a test speaks of them. */
final class Spawns {
    private final KubernetesClient client;
    private final String namespace;

    Spawns(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    void pool() {
        client.load(getClass().getResourceAsStream("pool.yaml"))
                .inNamespace(namespace)
                .create();
    }

    void dropPool() {
        client.resources(NodePool.class)
                .inNamespace(namespace)
                .withName(OperatorUnderTest.POOL)
                .delete();
    }

    ProcessGroup group(String name) {
        ProcessGroup group = new ProcessGroup();
        group.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        group.setSpec(ProcessGroupSpecBuilder.builder().build());
        return client.resource(group).create();
    }

    Spawn create(String name) {
        return create(name, spec -> spec);
    }

    Spawn create(String name, UnaryOperator<SpawnSpecBuilder> more) {
        SpawnSpec spec = more.apply(SpawnSpecBuilder.builder()
                        .poolName(OperatorUnderTest.POOL)
                        .commandOrNull(CommandLineBuilder.builder()
                                .argv(List.of("sleep", "600"))
                                .build()))
                .build();
        return create(name, spec);
    }

    Spawn create(String name, SpawnSpec spec) {
        Spawn spawn = new Spawn();
        spawn.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        spawn.setSpec(spec);
        return client.resource(spawn).create();
    }

    Resource<Spawn> get(String name) {
        return client.resources(Spawn.class).inNamespace(namespace).withName(name);
    }

    void label(String name, String value) {
        patch(name, "{\"metadata\": {\"labels\": {\"touched\": \"" + value + "\"}}}");
    }

    void stop(String name) {
        patch(name, "{\"spec\": {\"desiredState\": \"Stopped\"}}");
    }

    /** Changes it, whatever its resource version is: the operator writes its status meanwhile. */
    private void patch(String name, String merged) {
        get(name).patch(PatchContext.of(PatchType.JSON_MERGE), merged);
    }

    /** Waits until a condition has that reason. */
    Spawn await(String name, String type, String reason) {
        return await(name, spawn -> reason.equals(reasonOf(spawn, type)));
    }

    Spawn await(String name, Predicate<Spawn> wanted) {
        return get(name).waitUntilCondition(spawn -> spawn != null && wanted.test(spawn), 15, TimeUnit.SECONDS);
    }

    static String reasonOf(Spawn spawn, String type) {
        return conditionOf(spawn, type).getReason();
    }

    static Condition conditionOf(Spawn spawn, String type) {
        return spawn.lastStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseGet(Condition::new);
    }
}
