package io.kpool.bench.rig;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.binaries.BinaryBuild;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** etcd and kube-apiserver, which knows kpool's kinds, and nothing else of Kubernetes. */
final class ControlPlane implements AutoCloseable {
    private static final List<String> KINDS = List.of("nodepools", "spawns", "processgroups");
    private static final int STARTUP_MILLIS = 60_000;

    private final KubeAPIServer server;
    private final KubernetesClient client;

    private ControlPlane(KubeAPIServer server) {
        this.server = server;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
    }

    /** Builds the binaries first if no cluster has had them built yet. */
    static ControlPlane start(Progress progress) {
        BinaryBuild.from(System.getenv(), progress).obtain();
        KubeAPIServer server = new KubeAPIServer(new KubeAPIServerConfigBuilder()
                .withTestDir(Cache.from(System.getenv()).root().toString())
                .withApiServerVersion(Binaries.KUBERNETES_VERSION)
                .withOfflineMode(true)
                .withStartupTimeout(STARTUP_MILLIS)
                .build());
        server.start();
        ControlPlane plane = new ControlPlane(server);
        plane.applyKinds();
        return plane;
    }

    KubernetesClient client() {
        return client;
    }

    /** A namespace, and the account that its pods run as; no controller would make it. */
    void createNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .withNamespace(name)
                        .endMetadata()
                        .build())
                .create();
    }

    Path writeKubeconfig(Path file) {
        try {
            return Files.writeString(file, server.getKubeConfigYaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void applyKinds() {
        for (String kind : KINDS) {
            client.resource(ControlPlane.class.getResourceAsStream("/META-INF/kpool/crds/" + kind + ".yaml"))
                    .create();
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(kind + ".kpool.io")
                    .waitUntilCondition(ControlPlane::isEstablished, 30, TimeUnit.SECONDS);
        }
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established"));
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (KubeAPITestException gone) {
            // Ctrl-C reaches every process of the terminal: etcd may have ended, and been cleared away, before.
        }
    }
}
