package io.kpool.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;

/** One resource of each kind, with every field set to something else than its default. */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Examples() {}

    static NodePool pool() {
        NodePool pool = new NodePool();
        pool.setMetadata(named("demo"));
        pool.setSpec(new NodePoolSpec(
                List.of(new HostSpec("alpha", Map.of("disk", "ssd"), "node-1", 8), HostSpec.named("beta")),
                1,
                List.of("gamma"),
                List.of("outsider"),
                List.of("beta"),
                "registry.example/worker:1",
                List.of("-Dgreeting=hello"),
                Map.of("spec", Map.of("containers", List.of(Map.of("name", "worker")))),
                "imaging",
                64,
                new PlacementSpec(PlacementStrategy.Packed, WhenFull.Fail, 0, 1),
                1,
                60,
                0,
                0,
                new UpdateStrategy(UpdateStrategyType.OnDelete, 2)));
        pool.setStatus(NodePoolStatusBuilder.builder()
                .observedGeneration(1L)
                .replicas(1)
                .selector("kpool.io/pool=demo")
                .readyHosts(2)
                .wantedHosts(3)
                .conditions(List.of(condition(NodePoolConditions.READY, "False", NodePoolReasons.HOSTS_STARTING)))
                .load(new LoadSummary(1250, 2000, 1, 17, 512))
                .hosts(List.of(new HostStatus(
                        "alpha",
                        "demo-alpha",
                        "node-1",
                        HostState.Failed,
                        1250,
                        17,
                        HostReasons.CRASHED,
                        "last words",
                        "2026-01-02T03:04:05.678Z")))
                .build());
        return pool;
    }

    static Spawn spawn() {
        Spawn spawn = new Spawn();
        spawn.setMetadata(named("hello"));
        spawn.setSpec(SpawnSpecBuilder.builder(SpawnSpecBuilder.builder()
                        .poolName("demo")
                        .javaOrNull(new JavaCall(
                                "com.acme.Thumbs",
                                "make",
                                List.of(
                                        JSON.numberNode(1),
                                        JSON.nullNode(),
                                        JSON.objectNode().putNull("a")),
                                Isolation.Process))
                        .build())
                .hostName("alpha")
                .registerAs(List.of("thumbs"))
                .groups(List.of("any text, ä and ☺"))
                .links(List.of("other-spawn"))
                .restartPolicy(RestartPolicy.OnFailure)
                .maxAttempts(3)
                .backoffSeconds(2)
                .activeDeadlineSeconds(10)
                .ttlSecondsAfterFinished(0)
                .desiredState(DesiredState.Stopped)
                .build());
        spawn.setStatus(new SpawnStatus(
                1L,
                List.of(condition(SpawnConditions.SUCCEEDED, "Unknown", SpawnReasons.RUNNING)),
                new Assignment("alpha", 1_767_323_045L, 1, 1_767_323_045_678L),
                "demo/alpha.1767323045.1",
                "alpha",
                "node-1",
                1,
                "2026-01-02T03:04:05.678Z",
                "2026-01-02T03:04:06Z",
                new Exit(ExitReasons.EXIT_CODE, 3, "exited with code 3"),
                "[5]"));
        return spawn;
    }

    static ProcessGroup group() {
        ProcessGroup group = new ProcessGroup();
        group.setMetadata(named("imaging"));
        group.setSpec(new ProcessGroupSpec(
                "Imaging",
                2,
                SpawnSpecBuilder.builder()
                        .poolName("demo")
                        .commandOrNull(new CommandLine(
                                List.of("sh", "-c", "cat"),
                                List.of(new EnvironmentVariable("A", "b")),
                                "/tmp",
                                "hello"))
                        .build()));
        group.setStatus(new ProcessGroupStatus(
                1L,
                List.of(condition(ProcessGroupConditions.READY, "False", ProcessGroupReasons.MEMBERS_STARTING)),
                3,
                1,
                2,
                2,
                "kpool.io/group=imaging",
                List.of(new MemberCount("demo/alpha.1767323045.1", 3))));
        return group;
    }

    static ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withNamespace("default").withName(name).build();
    }

    static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("")
                .withLastTransitionTime("2026-01-02T03:04:05Z")
                .withObservedGeneration(1L)
                .build();
    }
}
