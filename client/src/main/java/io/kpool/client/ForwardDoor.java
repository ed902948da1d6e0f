package io.kpool.client;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/** The way of a program outside the cluster: through the API server to the pod of the operator that leads. */
final class ForwardDoor implements Door {
    private static final String LEADER = "kpool.io/leader";
    private static final String PORT_NAME = "live";
    private static final String SERVICE = "kpool-operator";
    private static final int DEFAULT_PORT = 7443;
    private static final int ANY_PORT = 0;

    private final Kubernetes kubernetes;
    private final String operatorNamespace;
    private final Text token;

    ForwardDoor(Kubernetes kubernetes, String operatorNamespace, Text token) {
        this.kubernetes = kubernetes;
        this.operatorNamespace = operatorNamespace;
        this.token = token;
    }

    @Override
    public Dialled dial(ClientLoop loop) throws IOException {
        String shown = token.read();
        String authorities = kubernetes.authorities();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            Pod leader = leader();
            int port = port(leader);
            LocalPortForward forward = kubernetes
                    .client()
                    .pods()
                    .inNamespace(operatorNamespace)
                    .withName(leader.getMetadata().getName())
                    .portForward(port, loopback, ANY_PORT);
            Operator operator = new Operator(
                    loopback.getHostAddress(), forward.getLocalPort(), SERVICE + "." + operatorNamespace + ".svc");
            return new Dialled(operator.channel(loop, authorities), shown, () -> end(forward));
        } catch (KubernetesClientException refused) {
            throw Kubernetes.failure(refused);
        }
    }

    private Pod leader() throws IOException {
        return kubernetes
                .client()
                .pods()
                .inNamespace(operatorNamespace)
                .withLabel(LEADER, "true")
                .list()
                .getItems()
                .stream()
                .findFirst()
                .orElseThrow(() -> new IOException("no operator leads in namespace " + operatorNamespace));
    }

    private static int port(Pod operator) {
        return operator.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> PORT_NAME.equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(DEFAULT_PORT);
    }

    // Not on the loop: it waits for the connection's threads.
    private static void end(LocalPortForward forward) {
        Thread.ofVirtual().name("kpool-forward-end").start(() -> {
            try {
                forward.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    @Override
    public String token() throws IOException {
        return token.read();
    }

    @Override
    public void close() {
        // A forward ends with the channel that goes through it.
    }
}
