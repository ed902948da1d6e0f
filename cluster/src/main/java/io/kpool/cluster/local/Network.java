package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The addresses of one cluster: all of 10.N. The machine is .0.1, the control plane .0.2, node i .0.(10+i) with the pods
 * .(64+i).0/24, services .128.0/20.
 */
record Network(int number) {
    static final int API_SERVER_PORT = 6443;

    private static final int FIRST = 77;
    private static final int COUNT = 40;

    /**
     * @param inUse what the machine's own addresses and routes contain, as {@code ip} prints them
     * @throws ClusterException when none is free
     */
    static Network free(String inUse) {
        return IntStream.range(FIRST, FIRST + COUNT)
                .filter(number -> !inUse.matches("(?s).*\\b10\\." + number + "\\..*"))
                .mapToObj(Network::new)
                .findFirst()
                .orElseThrow(() -> new ClusterException("Free one of the networks 10." + FIRST + ".0.0/16 to 10."
                        + (FIRST + COUNT - 1) + ".0.0/16: routes of this machine use them all."));
    }

    String machineAddress() {
        return address("0.1");
    }

    String controlAddress() {
        return address("0.2");
    }

    String apiServer() {
        return "https://" + controlAddress() + ":" + API_SERVER_PORT;
    }

    String nodeAddress(int node) {
        return address("0." + (10 + node));
    }

    String podRange(int node) {
        return address((64 + node) + ".0/24");
    }

    String podRange() {
        return address("64.0/18");
    }

    String serviceRange() {
        return address("128.0/20");
    }

    /** The address of {@code kubernetes.default}, by Kubernetes' own rule the first of the range. */
    String kubernetesServiceAddress() {
        return address("128.1");
    }

    String dnsAddress() {
        return address("128.10");
    }

    private String address(String rest) {
        return "10." + number + "." + rest;
    }

    /** {@code destination@gateway} of all that is not on the wire itself, for everyone but the given node. */
    List<String> routesExceptOf(int node) {
        return IntStream.rangeClosed(1, Node.COUNT)
                .filter(other -> other != node)
                .mapToObj(other -> podRange(other) + "@" + nodeAddress(other))
                .toList();
    }

    /** As {@link #routesExceptOf}, with services: whoever is no node has a node translate their addresses. */
    List<String> routesFromOutside() {
        List<String> services = List.of(serviceRange() + "@" + nodeAddress(1));
        return Stream.concat(routesExceptOf(0).stream(), services.stream()).toList();
    }

    /** What scripts and templates call them. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("CONTROL_ADDRESS", controlAddress());
        values.put("API_SERVER", apiServer());
        values.put("SERVICE_RANGE", serviceRange());
        values.put("DNS_ADDRESS", dnsAddress());
        values.put("POD_RANGE", podRange());
        return values;
    }
}
