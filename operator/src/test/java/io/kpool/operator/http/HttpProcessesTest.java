package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.http.HttpLab.Reply;
import io.kpool.operator.live.LiveLab;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes over HTTP: their start, their end and what they print. */
class HttpProcessesTest {
    private static final String MAX =
            "{\"java\": {\"module\": \"java.lang.Math\", \"function\": \"max\", \"args\": [3, 5]}}";

    private final HttpLab lab = HttpLab.leading();
    private FakeWorker worker;

    @BeforeEach
    void start() throws Exception {
        worker = lab.live.connected();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void startsAProcess() throws Exception {
        // When
        CompletableFuture<Reply> reply = lab.posting("spawn", MAX);
        Spawn spawn = worker.spawned();
        long serial = worker.start(spawn);
        // Then
        assertThat(spawn.getJava().getModule()).isEqualTo("java.lang.Math");
        assertThat(spawn.getJava().getArguments().toStringUtf8()).isEqualTo("[3,5]");
        JsonNode process = got(reply).json();
        assertThat(got(reply).code()).isEqualTo(200);
        assertThat(process.path("pid").asText()).isEqualTo("demo/alpha.7." + serial);
        assertThat(process.path("state").asText()).isEqualTo("Running");
        assertThat(process.path("startTime").asText()).endsWith("Z");
        assertThat(process.has("exit")).isFalse();
    }

    @Test
    void waitsForTheResult() throws Exception {
        // When
        CompletableFuture<Reply> reply = lab.posting("spawn?wait=ended", MAX);
        end(worker.start(worker.spawned()), "5");
        // Then
        JsonNode exit = got(reply).json().path("exit");
        assertThat(exit.path("reason").asText()).isEqualTo("normal");
        assertThat(exit.path("result").asInt()).isEqualTo(5);
        assertThat(exit.has("code")).isFalse();
    }

    @Test
    void aResultOfNullIsNoMissingResult() throws Exception {
        // When
        CompletableFuture<Reply> reply = lab.posting("spawn?wait=ended", MAX);
        end(worker.start(worker.spawned()), "null");
        // Then
        assertThat(got(reply).json().path("exit").path("result").isNull()).isTrue();
    }

    @Test
    void aRepeatedRequestIsTheSameProcess() throws Exception {
        // Given
        CompletableFuture<Reply> first = named("one", MAX);
        worker.start(worker.spawned());
        // When
        CompletableFuture<Reply> second = named("one", MAX);
        // Then
        assertThat(got(second).json()).isEqualTo(got(first).json());
        assertThat(got(second).header("Kpool-Request-Id")).isEqualTo("one");
        assertThat(worker.isLeftAlone(200)).isTrue();
        assertThat(got(named("one", "{\"command\": {\"argv\": [\"date\"]}}")).error())
                .isEqualTo("409 duplicate_request");
    }

    @Test
    void whatHasNoPlaceYetIsAccepted() throws Exception {
        // Given: somewhere where nothing is
        worker.hangUp();
        lab.live.lose(LiveLab.ALPHA);
        // When
        Reply reply = got(lab.send(lab.request("spawn?timeoutSeconds=1")
                .header("Kpool-Request-Id", "one")
                .POST(BodyPublishers.ofString(MAX))));
        // Then
        assertThat(reply.code()).isEqualTo(202);
        assertThat(reply.json().path("state").asText()).isEqualTo("Queued");
        assertThat(got(lab.posting("spawn?timeoutSeconds=1", MAX)).error()).isEqualTo("504 deadline");
    }

    @Test
    void tellsOfProcesses() throws Exception {
        // Given
        String process = running();
        // When
        JsonNode listed = lab.get("processes").json().at("/processes/0");
        JsonNode got = lab.get("processes/" + process).json();
        // Then
        assertThat(got).isEqualTo(listed);
        assertThat(got.path("pid").asText()).isEqualTo("demo/" + process);
    }

    @Test
    void listsProcessesPageByPage() throws Exception {
        // Given
        String first = running();
        String second = running();
        // When
        JsonNode page = lab.get("processes?limit=1").json();
        JsonNode last = lab.get(
                        "processes?limit=1&continue=" + page.path("continue").asText())
                .json();
        // Then
        assertThat(page.at("/processes/0/pid").asText()).isEqualTo("demo/" + first);
        assertThat(last.at("/processes/0/pid").asText()).isEqualTo("demo/" + second);
        assertThat(last.has("continue")).isFalse();
        assertThat(lab.get("processes?limit=1001").error()).isEqualTo("400 invalid");
    }

    @Test
    void listsProcessesWithoutTheirResults() throws Exception {
        // Given
        CompletableFuture<Reply> reply = lab.posting("spawn?wait=ended", MAX);
        end(worker.start(worker.spawned()), "5");
        got(reply);
        // When
        JsonNode exit = lab.get("processes").json().at("/processes/0/exit");
        // Then
        assertThat(exit.path("reason").asText()).isEqualTo("normal");
        assertThat(exit.has("result")).isFalse();
    }

    @Test
    void endsAProcess() throws Exception {
        // Given
        String process = running();
        // When
        Reply asked = lab.post("exit/" + process, "");
        Reply killed = lab.post("exit/" + process, "{\"reason\": \"killed\"}");
        // Then
        assertThat(asked.json().path("status").asText()).isEqualTo("Success");
        assertThat(LiveLab.awaited(worker, frame -> frame.getDeliveredCount() > 0)
                        .getDelivered(0)
                        .getSignal()
                        .getExit()
                        .getReason())
                .isEqualTo(ExitReason.SHUTDOWN);
        assertThat(killed.code()).isEqualTo(200);
        assertThat("alpha.7." + worker.signalled().getSerial()).isEqualTo(process);
    }

    @Test
    void readsTheLastThatAProcessPrinted() throws Exception {
        // Given
        String process = running();
        // When
        CompletableFuture<Reply> reply =
                lab.send(lab.request("log/" + process + "?tailBytes=100").GET());
        page(asked(100), "last words\n");
        // Then
        assertThat(got(reply).text()).isEqualTo("last words\n");
        assertThat(got(reply).header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void followsWhatItPrintsUntilItsEnd() throws Exception {
        // Given
        String process = running();
        CompletableFuture<HttpResponse<Stream<String>>> reply = lab.client()
                .sendAsync(lab.request("log/" + process + "?follow=true").GET().build(), BodyHandlers.ofLines());
        page(asked(0), "");
        Iterator<String> lines = reply.get(10, TimeUnit.SECONDS).body().iterator();
        // When: one after the other is read
        print("first\n");
        assertThat(lines.next()).isEqualTo("first");
        print("second\n");
        assertThat(lines.next()).isEqualTo("second");
        end(1, "");
        // Then
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void nobodyIsFollowedForAReaderThatHasGone() throws Exception {
        // Given
        String process = running();
        CompletableFuture<HttpResponse<InputStream>> reply = lab.client()
                .sendAsync(lab.request("log/" + process + "?follow=true").GET().build(), BodyHandlers.ofInputStream());
        page(asked(0), "");
        // When
        reply.get(10, TimeUnit.SECONDS).body().close();
        // Then
        assertThat(LiveLab.awaited(
                        worker, frame -> frame.getFollowList().stream().anyMatch(change -> change.getStop())))
                .isNotNull();
    }

    @Test
    void saysThatNothingIsKept() throws Exception {
        assertThat(lab.get("log/beta.1.1").error()).isEqualTo("404 no_such_process");
    }

    private String running() throws Exception {
        CompletableFuture<Reply> reply = lab.posting("spawn", MAX);
        long serial = worker.start(worker.spawned());
        assertThat(got(reply).code()).isEqualTo(200);
        return "alpha.7." + serial;
    }

    private CompletableFuture<Reply> named(String name, String body) {
        return lab.send(lab.request("spawn").header("Kpool-Request-Id", name).POST(BodyPublishers.ofString(body)));
    }

    private static Reply got(CompletableFuture<Reply> reply) throws Exception {
        return reply.get(10, TimeUnit.SECONDS);
    }

    private void end(long serial, String result) {
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(ByteString.copyFromUtf8(result)));
    }

    private ReadOutput asked(int tail) throws Exception {
        ReadOutput question =
                LiveLab.awaited(worker, frame -> frame.getReadOutputCount() > 0).getReadOutput(0);
        assertThat(question.getTail()).isEqualTo(tail);
        return question;
    }

    private void page(ReadOutput question, String text) {
        worker.send(WorkerFrame.newBuilder()
                .addOutputPage(OutputPage.newBuilder()
                        .setQuestion(question.getQuestion())
                        .setText(ByteString.copyFromUtf8(text))));
    }

    private void print(String text) {
        worker.send(WorkerFrame.newBuilder()
                .addOutput(Output.newBuilder().setSerial(1).setText(ByteString.copyFromUtf8(text))));
    }
}
