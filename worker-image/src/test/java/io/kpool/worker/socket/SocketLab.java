package io.kpool.worker.socket;

import io.kpool.worker.api.Self;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An open socket with one process behind it, and who asks there. */
final class SocketLab implements AutoCloseable {
    static final String TOKEN = "a-token";

    final FakeSelf process = new FakeSelf();
    final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    final CommandSocket socket;

    SocketLab() {
        this(Bounds.USUAL);
    }

    SocketLab(Bounds bounds) {
        socket = new CommandSocket(Path.of(System.getProperty("java.io.tmpdir")), log::add, bounds);
    }

    /** With nothing but the time that a request may take. */
    static SocketLab impatient(Duration reading) {
        return new SocketLab(new Bounds(Bounds.USUAL.visits(), Bounds.USUAL.bodies(), reading));
    }

    Path path() {
        return socket.openFor(this::find).orElseThrow();
    }

    private Optional<Self> find(String token) {
        return token.equals(TOKEN) ? Optional.of(process.self()) : Optional.empty();
    }

    /** What came back. */
    record Reply(int status, String head, String body) {}

    Reply get(String path) throws IOException {
        return ask("GET", path, "");
    }

    Reply post(String path, String body) throws IOException {
        return ask("POST", path, body);
    }

    Reply ask(String method, String path, String body) throws IOException {
        try (SocketChannel connection = connect()) {
            write(connection, request(method, path, body));
            return read(connection);
        }
    }

    static String request(String method, String path, String body) {
        return head(method, path) + "Authorization: Bearer " + TOKEN + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: kpool\r\n";
    }

    SocketChannel connect() throws IOException {
        SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
        connection.connect(UnixDomainSocketAddress.of(path()));
        return connection;
    }

    static void write(SocketChannel connection, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }

    /** All that comes until the other side closes. */
    static Reply read(SocketChannel connection) throws IOException {
        String all = new String(Channels.newInputStream(connection).readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        return new Reply(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }

    @Override
    public void close() {
        socket.close();
    }
}
