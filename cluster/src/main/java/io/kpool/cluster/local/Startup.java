package io.kpool.cluster.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.kpool.cluster.ClusterException;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Progress;
import io.kpool.cluster.machine.Resource;
import io.kpool.cluster.machine.SearchPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Brings one cluster from an empty folder to ready nodes. Whoever calls it holds the cluster's lock. */
record Startup(RunFolder folder, Binaries binaries, SearchPath path, Progress progress) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Network chooseNetwork() {
        String addresses = Command.of("ip", "-4", "address").require();
        String routes = Command.of("ip", "-4", "route", "show", "table", "all").require();
        return Network.free(addresses + routes);
    }

    /** @throws ClusterException when it does not become ready in time; what was started is still there then */
    void run(HostFiles files) {
        Network network = files.network();
        try {
            Files.createDirectories(folder.path());
            ClusterState.starting(network).write(folder.state());
            files.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SortedMap<String, Long> hosts = startHosts(network);
        try (KubernetesClient client = LocalCluster.client(folder.kubeconfig())) {
            bringUp(client, network);
        }
        ClusterState.starting(network).running(hosts).write(folder.state());
    }

    /** From hosts that are just starting to nodes that are ready. */
    void bringUp(KubernetesClient client, Network network) {
        progress.say("waiting for the API server");
        await("The API server is not ready", () -> isServing(client));
        await("The API server does not take the add-ons", () -> takes(client, addons(network)));
        progress.say("waiting for the nodes");
        await("The nodes are not ready", () -> areNodesReady(client));
    }

    private SortedMap<String, Long> startHosts(Network network) {
        ControlGroups groups = ControlGroups.ofTheMachine();
        Cables cables = new Cables(folder, network);
        SortedMap<String, Long> hosts = new TreeMap<>();
        groups.create(folder.cgroup(HostFiles.CONTROL));
        Host control = Host.start(folder, HostFiles.CONTROL, "control.sh", controlVariables(network));
        hosts.put(control.name(), control.pid());
        cables.connectMachine(control);
        for (Node node : Node.all()) {
            groups.create(folder.cgroup(node.name()));
            Host host = Host.start(folder, node.name(), "node.sh", nodeVariables(network, node));
            hosts.put(host.name(), host.pid());
            cables.connect(host, control);
        }
        return hosts;
    }

    private Map<String, String> controlVariables(Network network) {
        Map<String, String> variables = commonVariables(network);
        variables.put("COREDNS", binaries.coredns());
        variables.put("ROUTES", String.join(" ", network.routesFromOutside()));
        variables.put(
                "NODE_NAMES",
                String.join(" ", Node.all().stream().map(Node::name).toList()));
        return variables;
    }

    private Map<String, String> nodeVariables(Network network, Node node) {
        Map<String, String> variables = commonVariables(network);
        variables.put("NODE_ADDRESS", network.nodeAddress(node.number()));
        variables.put("ROUTES", String.join(" ", network.routesExceptOf(node.number())));
        return variables;
    }

    private Map<String, String> commonVariables(Network network) {
        Map<String, String> variables = new HashMap<>(network.values());
        variables.put("PATH", path.value());
        variables.put("BIN_FOLDER", binaries.root().toString());
        variables.put("KUBERNETES", binaries.kubernetes());
        return variables;
    }

    private static byte[] addons(Network network) {
        return Resource.at("local/addons.yaml").fill(network.values()).getBytes(StandardCharsets.UTF_8);
    }

    private void await(String what, BooleanSupplier condition) {
        Deadline.in(PATIENCE, what + " after " + PATIENCE.toSeconds() + " s; see the logs in " + folder.logs() + ".")
                .await(() -> isAnswered(condition));
    }

    /** An API server that has just come up may fail any request, also after it has served others. */
    private static boolean isAnswered(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private static boolean isServing(KubernetesClient client) {
        return "ok".equals(client.raw("/readyz"))
                && client.namespaces().withName("kube-system").get() != null;
    }

    /** Applied rather than created, because an earlier attempt may have come half-way. */
    private static boolean takes(KubernetesClient client, byte[] manifests) {
        client.load(new ByteArrayInputStream(manifests)).serverSideApply();
        return true;
    }

    private static boolean areNodesReady(KubernetesClient client) {
        List<? extends HasMetadata> nodes = client.nodes().list().getItems();
        return nodes.size() == Node.COUNT
                && nodes.stream().allMatch(Readiness.getInstance()::isReady)
                && client.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null;
    }
}
