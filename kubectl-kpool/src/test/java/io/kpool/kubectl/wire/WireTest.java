package io.kpool.kubectl.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
    @TempDir
    private Path folder;

    @Test
    void theRequestTimeoutBoundsConnectingToo() throws IOException {
        Deque<Socket> waiting = new ArrayDeque<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(server.getLocalSocketAddress(), waiting);
            Wire wire = Wire.to(choice(server.getLocalPort(), Duration.ofMillis(300)), Map.of());

            Failure failure = assertTimeout(
                    Duration.ofSeconds(5), () -> catchThrowableOfType(Failure.class, () -> wire.get("/version")));

            assertThat(failure.code()).isEqualTo(Failure.TIMEOUT);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Nobody accepts: when as many wait as may, nobody else gets through. */
    private static void fill(SocketAddress server, Deque<Socket> waiting) throws IOException {
        try {
            while (true) {
                waiting.push(new Socket());
                waiting.peek().connect(server, 500);
            }
        } catch (SocketTimeoutException full) {
            assertThat(waiting).hasSizeGreaterThan(1);
        }
    }

    private Choice choice(int port, Duration requestTimeout) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                current-context: full
                contexts: [{name: full, context: {cluster: full, user: nobody}}]
                clusters: [{name: full, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: nobody, user: {token: abc}}]
                """.formatted(port));
        return new Choice(
                kubeconfig.toString(), "", "", "", new Choice.Impersonation("", "", List.of()), requestTimeout);
    }
}
