package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.NodePoolStatusFactory.Facts;
import io.kpool.operator.nodepool.PoolObserver.Sources;
import io.kpool.pool.PoolSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code scenarios} is one look at a pool: what goes in (the NodePool, pods, what the master knows), and
 * what comes out (pods that are made, names of pods that are deleted, the status). To write the outputs anew after a
 * wanted change, run with {@code -Dkpool.scenarios=write} and read the difference.
 */
class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/io/kpool/operator/nodepool/scenarios");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final boolean WRITE = "write".equals(System.getProperty("kpool.scenarios"));

    private final WorkerPods workerPods =
            new WorkerPods(new WorkerDefaults("kpool/worker:1.0.0", "kpool-operator.kpool-system.svc:9443"));

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void decidesAsWritten(String scenario) throws IOException {
        Path folder = SCENARIOS.resolve(scenario);
        NodePool pool = Yaml.read(folder.resolve("in-NodePool.yaml"), NodePool.class);
        List<Pod> pods = Yaml.list(folder, "in-Pod", Pod.class);
        PoolSnapshot snapshot = Yaml.snapshot(folder.resolve("in-Workers.yaml"));

        Map<String, String> outputs = outputs(pool, pods, snapshot);

        if (WRITE) {
            Yaml.replaceOutputs(folder, outputs);
        }
        assertThat(outputs).isEqualTo(Yaml.outputs(folder));
    }

    private Map<String, String> outputs(NodePool pool, List<Pod> pods, PoolSnapshot snapshot) {
        PoolMemory memory =
                new PoolMemory("uid", NOW.minusSeconds(3600), Map.of(), reported(pool), Instant.EPOCH, List.of());
        Observation seen = PoolObserver.observe(pool, pods.stream(), new Sources(snapshot, memory, NOW));
        NodePoolPlan plan = NodePoolPlanner.plan(pool.getSpec(), wish -> workerPods.templateHash(pool, wish), seen);
        Map<String, HostStatus> hosts =
                new HostStatuses(pool.getMetadata().getName(), seen, memory.reported()).of(plan);
        Map<String, String> outputs = new TreeMap<>(made(pool, plan));
        String deleted = plan.deletions().stream().map(pod -> pod.name() + "\n").collect(Collectors.joining());
        if (!deleted.isEmpty()) {
            outputs.put("out-deleted.txt", deleted);
        }
        TemplateFindings findings = workerPods.findings(pool);
        if (!findings.overruled().isEmpty()) {
            outputs.put("out-overruled.txt", String.join("\n", findings.overruled()) + "\n");
        }
        Facts facts = new Facts(plan, hosts, snapshot, findings);
        outputs.put("out-status.yaml", Yaml.write(NodePoolStatusFactory.status(pool, facts, NOW)));
        return outputs;
    }

    private Map<String, String> made(NodePool pool, NodePoolPlan plan) {
        Map<String, String> pods = new TreeMap<>();
        for (HostPlan host : plan.wanted()) {
            if (host.step() instanceof Create create) {
                HostWish wish = plan.wishes().stream()
                        .filter(candidate -> candidate.name().equals(host.host()))
                        .findFirst()
                        .orElseThrow();
                pods.put("out-Pod-" + host.host() + ".yaml", Yaml.write(workerPods.pod(pool, wish, create)));
            }
        }
        return pods;
    }

    private static Map<String, HostStatus> reported(NodePool pool) {
        return pool.lastStatus().hosts().stream().collect(Collectors.toMap(HostStatus::name, Function.identity()));
    }
}
