package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.e2e.HttpCaller.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Distribunator's conformance list, on real pods and from outside: over HTTP. */
@ExtendWith(KpoolExtension.class)
class NamesIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static HttpCaller caller;
    private static String token;

    @BeforeAll
    static void caller(Kpool kpool, @TempDir Path folder) throws Exception {
        UserCode.provide(kpool, Answering.class, folder);
        kpool.apply(UserCode.pool("demo"));
        token = kpool.runnersToken();
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
        caller = kpool.httpCaller();
    }

    @AfterAll
    static void close() throws IOException {
        if (caller != null) {
            caller.close();
        }
    }

    @Test
    void d4NobodyHasAName() throws Exception {
        assertThat(caller.get(token, "/names/nobody/pid").error()).isEqualTo("no_pid");
        assertThat(caller.post(token, "/names/nobody/call", "{\"message\": 1}").error())
                .isEqualTo("no_pid");
        assertThat(caller.post(token, "/names/nobody/cast", "{\"message\": 1}").error())
                .isEqualTo("no_pid");
        assertThat(caller.post(token, "/names/nobody/rpc", rpc("greet", "\"you\"", ""))
                        .error())
                .isEqualTo("no_node");
        assertThat(pids("/names/nobody")).isEmpty();
    }

    @Test
    void d4WhoHasANameIsCalled() throws Exception {
        String pid = answering("alpha");
        register("room / 1", pid);

        JsonNode sent = json(caller.post(token, "/names/room%20%2F%201/cast", "{\"message\": \"hello\"}"));
        JsonNode answer = json(caller.post(token, "/names/room%20%2F%201/call", "{\"message\": null}"));

        assertThat(sent.path("pid").asText()).isEqualTo(pid);
        assertThat(answer.path("pid").asText()).isEqualTo(pid);
        assertThat(answer.path("answer").asText()).isEqualTo("hello");
    }

    @Test
    void aCallFailsAtOnceWhenItsReceiverIsKilled() throws Exception {
        String asleep = sleeping("beta");

        Thread killer = Thread.ofVirtual().start(() -> kill(asleep));
        Reply reply = caller.post(
                token, "demo/processes/" + part(asleep) + "/call", "{\"message\": 1, \"timeoutSeconds\": 50}");

        killer.join();
        assertThat(reply.error()).isEqualTo("no_such_process");
    }

    @Test
    void d4TheCallbackRunsOnTheTargetBeforeTheAnswer() throws Exception {
        JsonNode greeted = json(caller.post(
                token, "demo/nodes/beta/rpc", rpc("greet", "\"you\"", Answering.class.getName() + ":keep")));
        JsonNode kept = json(caller.post(token, "demo/nodes/beta/rpc", rpc("kept", "", "")));

        assertThat(greeted.path("result").asText()).isEqualTo("hello you");
        assertThat(greeted.path("pid").asText()).startsWith("demo/beta.");
        assertThat(kept.path("result").asText()).isEqualTo("hello you");
    }

    @Test
    void aFunctionThatDoesNotReturnIsBadrpc() throws Exception {
        Reply missing = caller.post(token, "demo/nodes/beta/rpc", rpc("missing", "", ""));

        assertThat(missing.error()).isEqualTo("badrpc");
        assertThat(missing.text()).contains("undefined_function");
    }

    @Test
    void d5ARegistrationIsCountedAndEndsWithItsProcess() throws Exception {
        String one = sleeping("alpha");
        String other = sleeping("beta");
        register("counted", one);
        register("counted", one);
        register("counted", other);

        assertThat(pids("/names/counted")).containsExactly(one, one, other);
        assertThat(texts(json(caller.get(token, "/names/counted/nodes")).path("nodes")))
                .containsExactly("demo/alpha", "demo/beta");
        assertThat(registered()).contains("counted");

        kill(one);
        done(caller.post(token, "/names/counted/unregister", pidBody(other)));

        await().atMost(SOON).untilAsserted(() -> assertThat(registered()).doesNotContain("counted"));
    }

    private static List<String> registered() throws Exception {
        return StreamSupport.stream(
                        json(caller.get(token, "/names")).path("names").spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }

    private static List<String> pids(String path) throws Exception {
        return texts(json(caller.get(token, path)).path("pids"));
    }

    private static void register(String name, String pid) throws Exception {
        String path = "/names/" + name.replace("/", "%2F").replace(" ", "%20") + "/register";
        done(caller.post(token, path, pidBody(pid)));
    }

    private static String answering(String host) throws Exception {
        return spawn("{\"java\": {\"module\": \"%s\", \"function\": \"serve\"}, \"hostName\": \"%s\"}"
                .formatted(Answering.class.getName(), host));
    }

    private static String sleeping(String host) throws Exception {
        return spawn("{\"command\": {\"argv\": [\"sleep\", \"600\"]}, \"hostName\": \"%s\"}".formatted(host));
    }

    private static String spawn(String body) throws Exception {
        return json(caller.post(token, "demo/spawn", body)).path("pid").asText();
    }

    private static void kill(String pid) {
        try {
            done(caller.post(token, "demo/exit/" + part(pid), "{\"reason\": \"killed\"}"));
        } catch (Exception e) {
            throw new AssertionError("cannot kill " + pid, e);
        }
    }

    private static String part(String pid) {
        return pid.substring("demo/".length());
    }

    private static String rpc(String function, String arguments, String callback) {
        return "{\"java\": {\"module\": \"%s\", \"function\": \"%s\", \"args\": [%s]}, \"callback\": \"%s\"}"
                .formatted(Answering.class.getName(), function, arguments, callback);
    }

    private static String pidBody(String pid) {
        return "{\"pid\": \"%s\"}".formatted(pid);
    }

    private static void done(Reply reply) {
        json(reply);
    }

    private static JsonNode json(Reply reply) {
        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
