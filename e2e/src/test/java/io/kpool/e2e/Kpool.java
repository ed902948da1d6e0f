package io.kpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.client.KpoolOptions;
import io.kpool.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** kpool as a test meets it: one namespace on a cluster where the chart is installed. */
final class Kpool {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLER = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: caller}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: caller}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
            subjects: [{kind: ServiceAccount, name: caller}]
            """;

    private final Cluster cluster;
    private final Kubectl kubectl;
    private final String namespace;
    private final Runnable report;

    Kpool(Cluster cluster, Kubectl kubectl, String namespace, Runnable report) {
        this.cluster = cluster;
        this.kubectl = kubectl;
        this.namespace = namespace;
        this.report = report;
    }

    String namespace() {
        return namespace;
    }

    /** A caller of the live API, which trusts the certificates that are handed out in this namespace. */
    HttpCaller httpCaller() throws Exception {
        String authority = get("configmap/kpool-ca").at("/data/ca.crt").asText();
        return new HttpCaller(cluster.kubeconfig(), namespace, authority);
    }

    /** Makes a service account that may use what is in this namespace, and gives a token of it for the live API. */
    String runnersToken() {
        kubectl("create", "serviceaccount", "runner");
        kubectl(
                "create",
                "rolebinding",
                "runner-kpool",
                "--clusterrole=kpool-edit",
                "--serviceaccount=" + namespace + ":runner");
        return kubectl("create", "token", "runner", "--audience=kpool").strip();
    }

    /** A session of a Java program outside the cluster, with an account that may use what is in this namespace. */
    io.kpool.client.Kpool callersSession() throws InterruptedException {
        apply(CALLER);
        return io.kpool.client.Kpool.fromKubeconfig(
                        "caller", KpoolOptions.DEFAULTS.inNamespace(namespace).withOperatorIn(Installation.NAMESPACE))
                .connect();
    }

    /** Somebody who has nothing but a client certificate, and no rights yet. */
    Kubectl certified(String user, Path folder) throws IOException {
        return CertifiedUser.of(kubectl, user).kubectl(cluster.kubeconfig(), namespace, folder);
    }

    /** Installs or upgrades kpool for all, with values as {@code --set} takes them. */
    void install(String... values) {
        Installation.install(kubectl, values);
    }

    /** Takes kpool away for all, but for the resource types and what is of them; what Helm says of each step. */
    String uninstall() {
        return kubectl.program(
                Path.of("helm"), "uninstall", "kpool", "-n", Installation.NAMESPACE, "--wait", "--debug");
    }

    /** The kubectl plugin, in this namespace. */
    Plugin plugin() {
        return new PluginInJvm(kubectl.kubeconfig());
    }

    /** The same as a program of its own. */
    PluginProgram pluginProgram() {
        return new PluginProgram(kubectl.kubeconfig());
    }

    List<String> nodes() {
        return cluster.nodes();
    }

    void load(Path dockerArchive) {
        cluster.loadImage(dockerArchive);
    }

    /** Kills the operator's pods at once, as a lost node would. */
    void killOperator() {
        kubectl.run(
                "-n",
                Installation.NAMESPACE,
                "delete",
                "pods",
                "-l",
                "app.kubernetes.io/name=kpool",
                "--grace-period=0",
                "--force");
    }

    /** From then on no operator runs. */
    void stopOperator() {
        scaleOperator(0);
        kubectl.run(
                "-n",
                Installation.NAMESPACE,
                "wait",
                "pods",
                "-l",
                "app.kubernetes.io/name=kpool",
                "--for=delete",
                "--timeout=60s");
    }

    /** One runs, and has been heard behind the API server. */
    void startOperator() {
        scaleOperator(1);
        kubectl.run("-n", Installation.NAMESPACE, "rollout", "status", "deployment/kpool-operator", "--timeout=120s");
        kubectl.run("wait", "apiservice/v1alpha1.live.kpool.io", "--for=condition=Available", "--timeout=60s");
    }

    private void scaleOperator(int replicas) {
        kubectl.run("-n", Installation.NAMESPACE, "scale", "deployment/kpool-operator", "--replicas=" + replicas);
    }

    /** The JVM of the worker in a pod aborts, and the kernel ends the container's other processes with it. */
    void crash(String pod) {
        kubectl("exec", pod, "--", "sh", "-c", "kill -SEGV 1");
    }

    /** Prints what a person needs who was not there when a test failed. */
    void report() {
        kubectl.tell("get", "npool,spw,pgrp,pods", "-o", "wide");
        kubectl.tell("get", "npool,spw,pgrp", "-o", "yaml");
        report.run();
    }

    /** Removes the namespace; what is left in it ends in the background. */
    void close() {
        kubectl.run("delete", "namespace", namespace, "--wait=false");
    }

    /** Runs {@code kubectl} and returns what it prints. */
    String kubectl(String... arguments) {
        return kubectl.run(arguments);
    }

    void apply(String yaml) {
        kubectl.apply(yaml);
    }

    /** Applies a file or folder of {@code examples}. */
    void applyExample(String path) {
        kubectl.run("apply", "-f", example(path).toString());
    }

    /** Runs a script of {@code examples}. */
    String runExample(String path, String... arguments) {
        return kubectl.program(example(path), arguments);
    }

    String refusalOf(String yaml) {
        return kubectl.refusalOf(yaml);
    }

    /** What {@code kubectl} says when that is refused. */
    String refusal(String... arguments) {
        return kubectl.refusalOf("", arguments);
    }

    /** {@code kubectl wait --for=condition=…}; {@code what} is as in {@code nodepool/demo}. */
    void await(String what, String condition, Duration atMost) {
        kubectl.run("wait", what, "--for=condition=" + condition, "--timeout=" + atMost.toSeconds() + "s");
    }

    Spawns spawns() {
        return new Spawns(kubectl);
    }

    /** Takes a node's pods of these pools away, as its administrator would; nothing new comes to it. */
    void drain(String node, String podSelector) {
        kubectl.run(
                "drain",
                node,
                "--pod-selector=" + podSelector,
                "--delete-emptydir-data",
                "--ignore-daemonsets",
                "--timeout=60s");
    }

    /** A resource as JSON; {@code what} is as in {@code spawn/max}. */
    JsonNode get(String what) {
        return json(kubectl.run("get", what, "-o", "json"));
    }

    /** The items that a label selector matches. */
    List<JsonNode> list(String kind, String selector) {
        return items(kubectl.run("get", kind, "-l", selector, "-o", "json"));
    }

    /** The condition of a resource, or a missing node. */
    static JsonNode condition(JsonNode resource, String type) {
        return StreamSupport.stream(resource.path("status").path("conditions").spliterator(), false)
                .filter(condition -> type.equals(condition.path("type").asText()))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    /** A host of a NodePool's status. */
    static JsonNode host(JsonNode pool, String name) {
        return StreamSupport.stream(pool.at("/status/hosts").spliterator(), false)
                .filter(host -> name.equals(host.path("name").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no host " + name + " in " + pool.path("status")));
    }

    private static Path example(String path) {
        return Repository.root().resolve("examples").resolve(path);
    }

    static List<JsonNode> items(String list) {
        return json(list).path("items").valueStream().toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
