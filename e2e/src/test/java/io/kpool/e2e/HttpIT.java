package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.e2e.HttpCaller.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The live API over HTTP, with the token of a service account and real workers. */
@ExtendWith(KpoolExtension.class)
class HttpIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final String NO_TOKEN = "";

    private static HttpCaller caller;
    private static String token;

    @BeforeAll
    static void caller(Kpool kpool) throws Exception {
        kpool.apply(Yaml.pool("demo", "alpha", "beta"));
        token = kpool.runnersToken();
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
        caller = kpool.httpCaller();
    }

    @AfterAll
    static void close() throws Exception {
        if (caller != null) {
            caller.close();
        }
    }

    @Test
    void aFunctionGivesItsResult() throws Exception {
        Reply reply = caller.post(token, "demo/spawn?wait=ended", java("max", "3, 5"));

        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("pid").asText()).matches("demo/(alpha|beta)\\.[0-9]+\\.[0-9]+");
        assertThat(reply.json().at("/exit/reason").asText()).isEqualTo("normal");
        assertThat(reply.json().at("/exit/result").asInt()).isEqualTo(5);
    }

    @Test
    void aRepeatedRequestIsTheSameProcess() throws Exception {
        String first = pid(caller.post(token, "demo/spawn", shell("sleep 600"), "one"));

        assertThat(pid(caller.post(token, "demo/spawn", shell("sleep 600"), "one")))
                .isEqualTo(first);
        assertThat(pid(caller.post(token, "demo/spawn", shell("sleep 600"), "two")))
                .isNotEqualTo(first);
        assertThat(caller.post(token, "demo/spawn", shell("sleep 601"), "one").error())
                .isEqualTo("duplicate_request");
    }

    @Test
    void aProcessIsReadAndEnded() throws Exception {
        String process = process(caller.post(token, "demo/spawn", shell("echo a line to find; exec sleep 600")));
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(
                                caller.get(token, "demo/log/" + process).text())
                        .isEqualTo("a line to find\n"));

        Reply reply = caller.post(token, "demo/exit/" + process, "{\"reason\": \"killed\"}");

        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(caller.get(token, "demo/processes/" + process)
                                .json()
                                .at("/exit/reason")
                                .asText())
                        .isEqualTo("killed"));
        assertThat(caller.get(token, "demo/log/" + process + "?follow=true").text())
                .isEqualTo("a line to find\n");
    }

    @Test
    void hostsAreToldOf() throws Exception {
        JsonNode nodes = caller.get(token, "demo/nodes").json().path("nodes");

        assertThat(nodes).extracting(node -> node.path("host").asText()).containsExactlyInAnyOrder("alpha", "beta");
        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.path("state").asText()).isEqualTo("Ready"));
    }

    @Test
    void aPoolThatIsNotThereIsNotFound() throws Exception {
        Reply reply = caller.get(token, "none/nodes");

        assertThat(reply.code()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("no_such_pool");
    }

    @Test
    void nobodyIsLetInWithoutAToken(Kpool kpool) throws Exception {
        String workers = kpool.kubectl("create", "token", "runner", "--audience=kpool-agent")
                .strip();

        assertThat(caller.get(NO_TOKEN, "demo/nodes").code()).isEqualTo(401);
        assertThat(caller.get(workers, "demo/nodes").code()).isEqualTo(401);
    }

    private static String java(String function, String arguments) {
        return "{\"java\": {\"module\": \"java.lang.Math\", \"function\": \"%s\", \"args\": [%s]}}"
                .formatted(function, arguments);
    }

    private static String shell(String line) {
        return "{\"command\": {\"argv\": [\"sh\", \"-c\", \"%s\"]}}".formatted(line);
    }

    private static String pid(Reply reply) {
        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        return reply.json().path("pid").asText();
    }

    private static String process(Reply reply) {
        return pid(reply).substring("demo/".length());
    }
}
