package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.cluster.machine.Progress;
import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpecBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One operator and as many agents as are asked for. Ends all it started, also when this JVM is told to end. */
public final class Rig implements AutoCloseable {
    /** Whose pods are run. */
    public static final String NAMESPACE = "bench";

    private static final Duration POOL_PATIENCE = Duration.ofSeconds(60);

    private final ControlPlane plane;
    private final OperatorProcess operator;
    private final PodProcesses pods;
    private final Path folder;
    private final Progress progress;
    private final Thread atExit = new Thread(this::end, "rig-end");

    private Rig(Progress progress, ControlPlane plane, Path folder) {
        Checkout checkout = new Checkout(Path.of(""));
        this.progress = progress;
        this.plane = plane;
        this.folder = folder;
        this.operator = new OperatorProcess(checkout, folder, plane.writeKubeconfig(folder.resolve("kubeconfig")));
        this.pods = new PodProcesses(plane.client(), checkout, folder);
    }

    /** Brings up the API server and an operator that leads, without a pool. */
    public static Rig start(Progress progress) {
        Path folder = emptied(new Checkout(Path.of("")).runFolder());
        progress.say("starting etcd and kube-apiserver");
        Rig rig = new Rig(progress, ControlPlane.start(progress), folder);
        Runtime.getRuntime().addShutdownHook(rig.atExit);
        try {
            rig.plane.createNamespace(OperatorProcess.NAMESPACE);
            rig.createNamespace(NAMESPACE);
            progress.say("starting the operator");
            rig.operator.start();
            rig.pods.start();
        } catch (RuntimeException failed) {
            rig.close();
            throw failed;
        }
        return rig;
    }

    /** A pool with that many hosts, in {@link #NAMESPACE}; returns when all of them are ready. */
    public void createPool(String name, int hosts, int slots) {
        progress.say("starting " + hosts + " agents");
        NodePool pool = new NodePool();
        pool.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
        pool.setSpec(NodePoolSpecBuilder.builder()
                .hosts(Stream.iterate(1, number -> number + 1)
                        .limit(hosts)
                        .map(number -> HostSpec.named("host-" + number))
                        .toList())
                .slots(slots)
                .build());
        client().resource(pool).create();
        new Deadline(POOL_PATIENCE, () -> "Pool " + name + " is not ready: " + stateOf(pool))
                .await(() -> isReady(pool));
    }

    public void deletePool(String name) {
        client().resources(NodePool.class).inNamespace(NAMESPACE).withName(name).delete();
        // Nobody collects garbage here.
        client().pods()
                .inNamespace(NAMESPACE)
                .withLabel("kpool.io/pool", name)
                .withGracePeriod(0)
                .delete();
    }

    /** A namespace where somebody else plays the kubelet. */
    public void createNamespace(String name) {
        plane.createNamespace(name);
        new CallerAccount(client(), name).mayDoAll();
    }

    /** What tells a program how to use kpool in that namespace, once there is a pool. */
    public Map<String, String> callerEnvironment(String namespace) {
        String door = operator.host() + ":" + operator.livePort();
        return new CallerAccount(client(), namespace).environment(door, folder);
    }

    public KubernetesClient client() {
        return plane.client();
    }

    public OperatorProcess operator() {
        return operator;
    }

    /** The operator and the agents. */
    public List<LocalProcess> processes() {
        List<LocalProcess> all = new ArrayList<>(List.of(operator.process()));
        pods.running().stream().sorted(Comparator.comparing(LocalProcess::name)).forEach(all::add);
        return all;
    }

    private boolean isReady(NodePool pool) {
        NodePool now = client().resource(pool).get();
        return now.getStatus() != null
                && now.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private String stateOf(NodePool pool) {
        NodePool now = client().resource(pool).get();
        return now.getStatus() + "\n" + operator.process().lastWords();
    }

    private static Path emptied(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        pods.close();
        operator.close();
        plane.close();
    }
}
