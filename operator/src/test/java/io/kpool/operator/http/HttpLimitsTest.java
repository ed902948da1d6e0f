package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.http.HttpLab.Reply;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.ExitReason;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What callers can make the operator keep, before and after it knows who they are. */
class HttpLimitsTest {
    private static final String SPAWN = "POST " + HttpLab.POOL + "/spawn HTTP/1.1";
    private static final String COMMAND = "{\"command\": {\"argv\": [\"date\"]}}";

    @Test
    void doesNotWaitForWhatAStrangerSends() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.leading();
                RawCaller caller = lab.raw()) {
            // When: of what it promises most does not come
            caller.says(SPAWN, "Authorization: Bearer nonsense", "Content-Length: 1000000");
            caller.sends("{");
            // Then
            assertThat(caller.hears().error()).isEqualTo("401 unauthenticated");
            assertThat(lab.door.room().taken()).isZero();
        }
    }

    @Test
    void allBodiesTogetherHaveSoMuchRoom() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.leading()) {
            lab.door.room().take(BodyRoom.BYTES);
            // When
            Reply crowded = lab.post("spawn", COMMAND);
            lab.door.room().leave(BodyRoom.BYTES);
            Reply later = lab.post("spawn", "{}");
            // Then
            assertThat(crowded.error()).isEqualTo("503 unavailable");
            assertThat(crowded.message()).contains("send it again");
            assertThat(later.error()).isEqualTo("400 invalid");
            assertThat(lab.door.room().taken()).isZero();
        }
    }

    @Test
    void whatWaitsForItsEndTakesNoRoom() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.leading()) {
            FakeWorker worker = lab.live.connected();
            // When
            CompletableFuture<Reply> reply = lab.posting("spawn?wait=ended", COMMAND);
            long serial = worker.start(worker.spawned());
            // Then
            Awaitility.await().until(() -> lab.door.room().taken() == 0);
            assertThat(reply).isNotDone();
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
            assertThat(reply.get(30, TimeUnit.SECONDS).code()).isEqualTo(200);
        }
    }

    @Test
    void oneConnectionAsksSoMuchAtOnce() throws Exception {
        // Given
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false);
        try (HttpLab lab = HttpLab.leading()) {
            // When
            long streams = lab.vertx()
                    .createHttpClient(options)
                    .request(HttpMethod.GET, lab.door.port(), "127.0.0.1", OpenApi.PATH)
                    .compose(request -> request.send()
                            .compose(response -> response.body())
                            .map(any -> request.connection().remoteSettings().getMaxConcurrentStreams()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            // Then
            assertThat(streams).isEqualTo(32);
        }
    }

    @Test
    void soManyAreLetIn() throws Exception {
        // Given: the lab's own client is the first
        try (HttpLab lab = HttpLab.hosting(2, Guests.IDLE)) {
            try (RawCaller second = lab.raw()) {
                second.says("GET " + OpenApi.PATH + " HTTP/1.1");
                assertThat(second.hears().code()).isEqualTo(200);
                // When
                try (RawCaller third = lab.raw()) {
                    assertThat(third.isHungUpOn()).isTrue();
                }
            }
            // Then: there is room again
            Awaitility.await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                try (RawCaller next = lab.raw()) {
                    next.says("GET " + OpenApi.PATH + " HTTP/1.1");
                    return next.hears().code() == 200;
                }
            });
        }
    }

    @Test
    void whoAsksNothingIsSentAway() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.hosting(Guests.MOST, Duration.ofMillis(300));
                RawCaller silent = lab.raw();
                RawCaller done = lab.raw()) {
            // When
            done.says("GET " + OpenApi.PATH + " HTTP/1.1");
            done.hears();
            // Then
            assertThat(silent.isHungUpOn()).isTrue();
            assertThat(done.isHungUpOn()).isTrue();
        }
    }

    @Test
    void whoWaitsForAnAnswerMayBeSilent() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.hosting(Guests.MOST, Duration.ofMillis(300));
                RawCaller caller = lab.raw()) {
            FakeWorker worker = lab.live.connected();
            // When
            String length = "Content-Length: " + COMMAND.length();
            caller.says(SPAWN.replace("spawn", "spawn?wait=ended"), "Authorization: Bearer acme/runner", length);
            caller.sends(COMMAND);
            long serial = worker.start(worker.spawned());
            assertThat(worker.isLeftAlone(1000)).isTrue();
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
            // Then
            assertThat(caller.hears().code()).isEqualTo(200);
            assertThat(caller.isHungUpOn()).isTrue();
        }
    }

    @Test
    void anUploadThatBreaksOffIsNoFailureOfTheOperator() throws Exception {
        // Given
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(Refusals.class.getName());
        Handler handler = listening(logged);
        log.addHandler(handler);
        try (HttpLab lab = HttpLab.leading()) {
            // When
            try (RawCaller caller = lab.raw()) {
                caller.says(SPAWN, "Authorization: Bearer acme/runner", "Content-Length: 1000");
                caller.sends("{");
                Awaitility.await().until(() -> lab.door.room().taken() == 1);
            }
            // Then
            Awaitility.await().until(() -> lab.door.room().taken() == 0);
            Refusals.of(new IllegalStateException("a failure that is one"));
            assertThat(logged).hasSize(1);
        } finally {
            log.removeHandler(handler);
        }
    }

    private static Handler listening(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
