package io.kpool.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Cluster}, an administrator's {@link KubernetesClient} for it, and a {@link TestNamespace} of their
 * own. The cluster is obtained once per JVM; one that ran before is left running. When a test fails, the state of its
 * namespace is printed.
 */
public final class ClusterExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace SHARED = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == KubernetesClient.class || type == TestNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Cluster.class) {
            return shared(context).cluster();
        }
        if (type == KubernetesClient.class) {
            return shared(context).client();
        }
        return testNamespace(context);
    }

    /** Also after a failed set-up of the test; before the namespace goes. */
    @Override
    public void afterEach(ExtensionContext context) {
        TestNamespace namespace = store(context).get(TestNamespace.class, TestNamespace.class);
        if (context.getExecutionException().isPresent()) {
            report(context, namespace == null ? "default" : namespace.name());
        }
        if (namespace != null) {
            shared(context).client().namespaces().withName(namespace.name()).delete();
        }
    }

    private static void report(ExtensionContext context, String namespace) {
        Shared shared = shared(context);
        System.err.println("--- " + context.getDisplayName() + " failed; namespace " + namespace);
        new FailureReport(shared.client(), namespace).lines().forEach(System.err::println);
        shared.cluster().diagnose().forEach(System.err::println);
    }

    /** One per test: the methods that set a test up share it with the test. */
    private static TestNamespace testNamespace(ExtensionContext context) {
        KubernetesClient client = shared(context).client();
        return store(context).getOrComputeIfAbsent(TestNamespace.class, key -> create(client), TestNamespace.class);
    }

    private static TestNamespace create(KubernetesClient client) {
        String name = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        return new TestNamespace(name);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(SHARED);
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.obtain(), Shared.class);
    }

    /** What all tests of a JVM share; JUnit closes it after the last one. */
    private record Shared(Cluster cluster, KubernetesClient client) implements AutoCloseable {

        static Shared obtain() {
            Cluster cluster = Clusters.ofThisMachine().obtain();
            System.err.println("cluster: tests run on " + cluster.way().description());
            Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
            return new Shared(
                    cluster, new KubernetesClientBuilder().withConfig(config).build());
        }

        @Override
        public void close() {
            client.close();
            cluster.close();
        }
    }
}
