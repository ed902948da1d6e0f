package io.kpool.worker.socket;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.worker.Patience;
import io.kpool.worker.api.Message;
import io.kpool.worker.socket.FakeSelf.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CommandSocketTest {
    @Test
    void liesInAFolderThatNobodyElseMayEnter() throws IOException {
        try (var lab = new SocketLab()) {
            Path folder = lab.path().getParent();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(lab.path()).isEqualTo(lab.path());
            assertThat(lab.path().toString()).hasSizeLessThan(108);
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        var lab = new SocketLab();
        Path path = lab.path();
        try (SocketChannel waiting = lab.connect()) {
            SocketLab.write(waiting, SocketLab.request("GET", "/v1/mailbox?timeoutSeconds=3600", ""));
            lab.process.waiting.await();

            lab.close();

            assertThat(path.getParent()).doesNotExist();
            assertThat(lab.process.interrupted.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(lab.socket.openFor(token -> Optional.empty())).isEmpty();
        }
    }

    @Test
    void asksForATokenBeforeItReadsOn() throws IOException {
        try (var lab = new SocketLab();
                SocketChannel nobody = lab.connect();
                SocketChannel other = lab.connect()) {
            SocketLab.write(nobody, SocketLab.head("POST", "/v1/link") + "Content-Length: 1000000\r\n\r\n");
            SocketLab.write(other, SocketLab.head("GET", "/v1/self") + "Authorization: Bearer guessed\r\n\r\n");

            for (SocketChannel connection : List.of(nobody, other)) {
                SocketLab.Reply reply = SocketLab.read(connection);
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.head()).containsIgnoringCase("www-authenticate: Bearer");
                assertThat(reply.body())
                        .startsWith("{\"error\":\"unauthenticated\"")
                        .contains("$KPOOL_TOKEN");
            }
        }
    }

    @Test
    void takesAMessageOfFullSizeAndNoLargerBody() throws IOException {
        try (var lab = new SocketLab()) {
            String largest = "x".repeat(256 * 1024 - 2);

            assertThat(lab.post("/v1/send", "{\"pid\": \"p\", \"message\": \"" + largest + "\"}")
                            .status())
                    .isEqualTo(204);
            var announced = lab.post("/v1/send", " ".repeat(Bounds.LARGEST_BODY + 1));
            assertThat(announced.status()).isEqualTo(413);
            assertThat(announced.body())
                    .startsWith("{\"error\":\"invalid\",\"message\":\"the body is larger than 272 KiB");
        }
    }

    @Test
    void takesNoLargerBodyThatIsSentInChunks() throws IOException {
        try (var lab = new SocketLab();
                SocketChannel connection = lab.connect()) {
            SocketLab.write(
                    connection,
                    SocketLab.head("POST", "/v1/send") + "Authorization: Bearer " + SocketLab.TOKEN
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int chunk = 0; chunk < 35; chunk++) {
                SocketLab.write(connection, "2000\r\n" + " ".repeat(0x2000) + "\r\n");
            }
            SocketLab.write(connection, "0\r\n\r\n");

            assertThat(SocketLab.read(connection).status()).isEqualTo(413);
        }
    }

    @Test
    void asksForTheBodyOfWhoWaitsToBeAsked() throws IOException {
        try (var lab = new SocketLab();
                SocketChannel connection = lab.connect()) {
            SocketLab.write(
                    connection,
                    SocketLab.request("POST", "/v1/link", "")
                            .replace("Content-Length: 0\r\n", "Content-Length: 12\r\nExpect: 100-continue\r\n"));
            String wanted = "HTTP/1.1 100 Continue\r\n\r\n";
            var said = ByteBuffer.allocate(wanted.length());
            while (said.hasRemaining()) {
                connection.read(said);
            }
            assertThat(new String(said.array(), StandardCharsets.US_ASCII)).isEqualTo(wanted);

            SocketLab.write(connection, "{\"pid\": \"p\"}");

            assertThat(SocketLab.read(connection).status()).isEqualTo(204);
        }
    }

    @Test
    void saysThatWhatItCannotReadIsNoHttp() throws IOException {
        try (var lab = new SocketLab()) {
            for (String nonsense : List.of(
                    "what?\r\n\r\n",
                    "GET /v1/" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n",
                    "GET /v1/self HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")) {
                try (SocketChannel connection = lab.connect()) {
                    SocketLab.write(connection, nonsense);

                    assertThat(SocketLab.read(connection).body()).startsWith("{\"error\":\"invalid\"");
                }
            }
        }
    }

    @Test
    void doesNotWaitForARequestForEver() throws IOException {
        try (var lab = SocketLab.impatient(Duration.ofMillis(100));
                SocketChannel silent = lab.connect();
                SocketChannel slow = lab.connect()) {
            SocketLab.write(slow, SocketLab.request("POST", "/v1/link", "{").replace("Length: 1", "Length: 12"));

            assertThat(SocketLab.read(silent).status()).isEqualTo(408);
            assertThat(SocketLab.read(slow).status()).isEqualTo(408);
        }
    }

    @Test
    void answersAHundredAtATimeWhileOneWaits() throws Exception {
        try (var lab = new SocketLab();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SocketLab.Reply> waiting = callers.submit(() -> lab.get("/v1/mailbox?timeoutSeconds=3600"));
            lab.process.waiting.await();
            List<Callable<SocketLab.Reply>> calls = new ArrayList<>();
            for (int call = 0; call < 100; call++) {
                String message = "{\"message\": " + call + "}";
                calls.add(() -> lab.post("/v1/names/n/call", message));
            }

            for (Future<SocketLab.Reply> reply : callers.invokeAll(calls)) {
                assertThat(reply.get().body()).isEqualTo("{\"answer\":{\"as\": 1.50}}\n");
            }

            assertThat(waiting.isDone()).isFalse();
            lab.process.mailbox.add(new Message("p", new Text("1")));
            assertThat(waiting.get().status()).isEqualTo(200);
            assertThat(lab.process.asked()).hasSize(101).contains("call[n, 99, PT5S]");
        }
    }

    @Test
    void doesNotTakeAMessageForWhoHasGone() throws Exception {
        try (var lab = new SocketLab()) {
            try (SocketChannel leaving = lab.connect()) {
                SocketLab.write(leaving, SocketLab.request("GET", "/v1/mailbox?timeoutSeconds=3600", ""));
                lab.process.waiting.await();
            }
            assertThat(lab.process.interrupted.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            lab.process.mailbox.add(new Message("p", new Text("1")));

            assertThat(lab.get("/v1/mailbox").body()).contains("\"body\":1");
        }
    }

    @Test
    void tellsWhomItHasNoRoomForAndHasRoomAgain() throws Exception {
        try (var lab = new SocketLab(new Bounds(2, 100, Duration.ofSeconds(60)))) {
            try (SocketChannel first = lab.connect();
                    SocketChannel second = lab.connect()) {
                SocketLab.write(first, SocketLab.request("GET", "/v1/mailbox?timeoutSeconds=3600", ""));
                lab.process.waiting.await();
                assertThat(second.isConnected()).isTrue();

                var third = lab.get("/v1/self");

                assertThat(third.status()).isEqualTo(503);
                assertThat(third.body()).startsWith("{\"error\":\"unavailable\"");
            }
            await().until(() -> lab.get("/v1/self").status() == 200);
            assertThat(lab.post("/v1/send", " ".repeat(101)).body())
                    .isEqualTo(
                            "{\"error\":\"unavailable\",\"message\":\"too much is sent here at once: send it again\"}\n");
            for (int request = 0; request < 3; request++) {
                assertThat(lab.post("/v1/link", "{\"pid\": \"p\"}" + " ".repeat(60))
                                .status())
                        .isEqualTo(204);
            }
        }
    }

    @Test
    void whereItCannotBeOpenedThatIsSaidOnceAndTriedAgain(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");
        List<String> log = new ArrayList<>();
        try (var socket = new CommandSocket(missing, log::add)) {
            assertThat(socket.openFor(token -> Optional.empty())).isEmpty();
            assertThat(socket.openFor(token -> Optional.empty())).isEmpty();
            assertThat(log)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("commands have no socket: ")
                    .contains("missing");

            Files.createDirectory(missing);

            assertThat(socket.openFor(token -> Optional.empty()))
                    .get()
                    .asString()
                    .startsWith(missing.toString());
        }
        assertThat(missing).isEmptyDirectory();
    }

    @Test
    void isNotThereBeforeItIsNeeded(@TempDir Path folder) throws IOException {
        var socket = new CommandSocket(folder, line -> {});

        socket.close();

        assertThat(folder).isEmptyDirectory();
    }
}
