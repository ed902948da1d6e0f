package io.kpool.cluster;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out whether a container engine answers, at the places where Testcontainers would look. A client program alone, or a
 * socket without an engine behind it, does not count.
 */
record ContainerEngine(Map<String, String> environment) {
    private static final String UNIX = "unix://";
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n";

    boolean answers() {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        // An engine elsewhere was set on purpose: Testcontainers says better than a probe what is wrong with it.
        if (!host.isBlank() && !host.startsWith(UNIX)) {
            return true;
        }
        return sockets(host).stream().anyMatch(ContainerEngine::answers);
    }

    private List<Path> sockets(String host) {
        if (!host.isBlank()) {
            return List.of(Path.of(host.substring(UNIX.length())));
        }
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isBlank()) {
            sockets.add(Path.of(runtime, "docker.sock"));
            sockets.add(Path.of(runtime, "podman", "podman.sock"));
        }
        String home = environment.getOrDefault("HOME", "/");
        sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
        return sockets;
    }

    static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }
}
