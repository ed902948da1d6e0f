package io.kpool.cluster.local;

import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Connects the machine and the nodes with the control host, which switches between them. Each cable has at least one end in
 * a host's namespace and vanishes with it.
 */
record Cables(RunFolder folder, Network network) {

    void connectMachine(Host control) {
        String device = folder.networkInterface();
        StringBuilder lines = new StringBuilder();
        lines.append("link add %s type veth peer name machine netns %d%n".formatted(device, control.pid()));
        lines.append("address add %s/24 dev %s%n".formatted(network.machineAddress(), device));
        lines.append("link set %s up%n".formatted(device));
        for (String route : network.routesFromOutside()) {
            lines.append("route add %s%n".formatted(route.replace("@", " via ")));
        }
        ip(lines.toString());
    }

    void connect(Host node, Host control) {
        ip("link add %s netns %d type veth peer name eth0 netns %d%n"
                .formatted(node.name(), control.pid(), node.pid()));
    }

    private void ip(String batch) {
        try {
            Path file = Files.writeString(folder.path().resolve("ip-batch"), batch);
            Command.of(List.of("ip", "-batch", file.toString())).require();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
