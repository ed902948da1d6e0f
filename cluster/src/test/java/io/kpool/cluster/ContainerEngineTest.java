package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEngineTest {
    @TempDir
    private Path folder;

    @Test
    void anEngineThatAnswersItsPingCounts() throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel server = listen(socket)) {
            Thread.ofVirtual().start(() -> answerOnce(server));

            assertThat(engineAt(socket).answers()).isTrue();
        }
    }

    @Test
    void aSocketThatNobodyServesDoesNotCount() throws IOException {
        Path socket = folder.resolve("docker.sock");
        listen(socket).close();

        assertThat(engineAt(socket).answers()).isFalse();
    }

    @Test
    void noSocketIsNoEngine() {
        assertThat(engineAt(folder.resolve("absent.sock")).answers()).isFalse();
    }

    @Test
    void anEngineElsewhereIsTakenAtItsWord() {
        assertThat(new ContainerEngine(Map.of("DOCKER_HOST", "tcp://engine.example:2375")).answers())
                .isTrue();
    }

    private static ContainerEngine engineAt(Path socket) {
        return new ContainerEngine(Map.of("DOCKER_HOST", "unix://" + socket));
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static void answerOnce(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(256));
            client.write(ByteBuffer.wrap("HTTP/1.0 200 OK\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
