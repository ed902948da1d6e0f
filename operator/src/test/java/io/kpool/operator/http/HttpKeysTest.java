package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.agent.WillingWorker;
import io.kpool.operator.http.HttpLab.Reply;
import io.kpool.operator.live.LiveLab;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups, names and messages over HTTP. */
class HttpKeysTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUPS = HttpLab.NAMESPACE + "/groups";
    private static final String NAMES = HttpLab.NAMESPACE + "/names";

    private final HttpLab lab = HttpLab.leading();
    private FakeWorker fake;
    private WillingWorker worker;

    @BeforeEach
    void start() throws Exception {
        fake = lab.live.connected();
        worker = new WillingWorker(fake);
    }

    @AfterEach
    void stop() {
        worker.close();
        lab.close();
    }

    @Test
    void makesAndDeletesGroups() throws Exception {
        // When
        create("chat");
        create("chat");
        create("a group");
        // Then
        assertThat(texts(lab.get(GROUPS), "groups")).containsExactly("a group", "chat");
        done(lab.delete(GROUPS + "/chat"));
        done(lab.delete(GROUPS + "/chat"));
        assertThat(texts(lab.get(GROUPS), "groups")).containsExactly("a group");
        assertThat(lab.get(GROUPS + "/chat/members").error()).isEqualTo("404 no_such_group");
        assertThat(lab.get(GROUPS + "/chat/members").json().at("/details/kind").asText())
                .isEqualTo("groups");
    }

    @Test
    void countsMemberships() throws Exception {
        // Given
        create("chat");
        String pid = running();
        // When
        done(lab.post(GROUPS + "/chat/join", pidBody(pid)));
        done(lab.post(GROUPS + "/chat/join", pidBody(pid)));
        // Then
        assertThat(texts(lab.get(GROUPS + "/chat/members"), "pids")).containsExactly(pid, pid);
        assertThat(texts(lab.get(GROUPS + "/chat/members?host=demo/alpha"), "pids"))
                .containsExactly(pid, pid);
        assertThat(texts(lab.get(GROUPS + "/chat/members?host=demo/beta"), "pids"))
                .isEmpty();
        assertThat(lab.get(GROUPS + "/chat/closest?host=demo/beta")
                        .json()
                        .path("pid")
                        .asText())
                .isEqualTo(pid);
        done(lab.post(GROUPS + "/chat/leave", pidBody(pid)));
        done(lab.post(GROUPS + "/chat/leave", pidBody(pid)));
        done(lab.post(GROUPS + "/chat/leave", pidBody(pid)));
        assertThat(lab.get(GROUPS + "/chat/closest").error()).isEqualTo("404 no_process");
    }

    @Test
    void registersNames() throws Exception {
        // Given
        String pid = running();
        // When
        done(lab.post(NAMES + "/room/register", pidBody(pid)));
        // Then
        assertThat(texts(lab.get(NAMES + "/room"), "pids")).containsExactly(pid);
        assertThat(texts(lab.get(NAMES + "/room/nodes"), "nodes")).containsExactly("demo/alpha");
        assertThat(lab.get(NAMES + "/room/pid").json().path("pid").asText()).isEqualTo(pid);
        assertThat(lab.get(NAMES).json())
                .isEqualTo(JSON.readTree("{\"names\": [{\"name\": \"room\", \"pids\": [\"" + pid + "\"]}]}"));
        done(lab.post(NAMES + "/room/unregister", pidBody(pid)));
        assertThat(lab.get(NAMES + "/room/pid").error()).isEqualTo("404 no_pid");
        assertThat(texts(lab.get(NAMES), "names")).isEmpty();
        assertThat(texts(lab.get(NAMES + "/room"), "pids")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2Fb",
                "a%20b%2B+%3F%23",
                "%25",
                "%E2%82%AC%F0%9F%98%80",
                "%2F%2F",
                "-",
                "*",
                ":name",
                "%22%5C%0A"
            })
    void aNameIsAnyText(String encoded) throws Exception {
        // Given
        String text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pid = running();
        // When
        done(lab.post(NAMES + "/" + encoded + "/register", pidBody(pid)));
        // Then
        assertThat(lab.get(NAMES).json().at("/names/0/name").asText()).isEqualTo(text);
        assertThat(lab.live.admission.asked()).contains("update names acme/" + text);
    }

    @Test
    void callsWhoHasAName() throws Exception {
        // Given
        String pid = running();
        done(lab.post(NAMES + "/room/register", pidBody(pid)));
        // When
        JsonNode answer = lab.post(NAMES + "/room/call", "{\"message\": {\"x\": [1, null]}}")
                .json();
        JsonNode nothing = lab.post(NAMES + "/room/call", "{\"message\": null}").json();
        JsonNode sent =
                lab.post(NAMES + "/room/cast", "{\"message\": \"hello\"}").json();
        // Then
        assertThat(answer).isEqualTo(JSON.readTree("{\"pid\": \"" + pid + "\", \"answer\": {\"x\": [1, null]}}"));
        assertThat(nothing.path("answer").isNull()).isTrue();
        assertThat(sent).isEqualTo(JSON.readTree("{\"pid\": \"" + pid + "\"}"));
        assertThat(worker.message().getBody().toStringUtf8()).isEqualTo("{\"x\":[1,null]}");
        assertThat(lab.live.admission.asked()).contains("create nodepools/call acme/demo");
        assertThat(lab.post(NAMES + "/none/call", "{\"message\": 1}").error()).isEqualTo("404 no_pid");
        assertThat(lab.post(NAMES + "/none/cast", "{\"message\": 1}").error()).isEqualTo("404 no_pid");
    }

    @Test
    void callsAProcess() throws Exception {
        // Given
        String process = running().substring("demo/".length());
        // When
        Reply answer = lab.post("processes/" + process + "/call", "{\"message\": 7, \"timeoutSeconds\": 50}");
        Reply sent = lab.post("processes/" + process + "/cast", "{\"message\": 8}");
        Reply nobody = lab.post("processes/alpha.7.99/call", "{\"message\": 7}");
        // Then
        assertThat(answer.json().path("answer").asInt()).isEqualTo(7);
        assertThat(sent.code()).isEqualTo(200);
        assertThat(nobody.error()).isEqualTo("404 no_such_process");
    }

    @Test
    void runsAFunctionForItsResult() throws Exception {
        // Given
        done(lab.post(NAMES + "/room/register", pidBody(running())));
        String max = "{\"java\": {\"module\": \"java.lang.Math\", \"function\": \"max\", \"args\": [3, 5]}}";
        // When
        JsonNode there = lab.post("nodes/alpha/rpc", max).json();
        JsonNode byName = lab.post(NAMES + "/room/rpc", max).json();
        // Then
        assertThat(there.path("result").asInt()).isEqualTo(5);
        assertThat(there.path("pid").asText()).startsWith("demo/alpha.7.");
        assertThat(byName.path("result").asInt()).isEqualTo(5);
        assertThat(lab.post(NAMES + "/none/rpc", max).error()).isEqualTo("503 no_node");
    }

    @Test
    void tellsWhoWatchesEveryChange() throws Exception {
        // Given
        create("chat");
        String pid = running();
        HttpResponse<Stream<String>> reply = watching("chat");
        Iterator<String> lines = reply.body().iterator();
        // When
        done(lab.post(GROUPS + "/chat/join", pidBody(pid)));
        done(lab.post(GROUPS + "/chat/join", pidBody(pid)));
        done(lab.post(GROUPS + "/chat/leave", pidBody(pid)));
        lab.live.lose(LiveLab.ALPHA);
        done(lab.delete(GROUPS + "/chat"));
        // Then
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(lines.next()).isEqualTo("{\"type\":\"snapshot\",\"exists\":true,\"members\":[],\"more\":false}");
        assertThat(lines.next()).isEqualTo("{\"type\":\"joined\",\"pids\":[\"" + pid + "\"]}");
        assertThat(lines.next()).isEqualTo("{\"type\":\"joined\",\"pids\":[\"" + pid + "\"]}");
        assertThat(lines.next()).isEqualTo("{\"type\":\"left\",\"pids\":[\"" + pid + "\"],\"reason\":\"left\"}");
        assertThat(lines.next())
                .isEqualTo("{\"type\":\"left\",\"pids\":[\"" + pid + "\"],\"reason\":\"noconnection\"}");
        assertThat(lines.next()).isEqualTo("{\"type\":\"deleted\"}");
    }

    @Test
    void watchesANameBeforeAnybodyHasIt() throws Exception {
        // Given
        Iterator<String> lines = lab.client()
                .send(lab.request(NAMES + "/room/watch").GET().build(), BodyHandlers.ofLines())
                .body()
                .iterator();
        assertThat(lines.next()).contains("\"exists\":false");
        String pid = running();
        // When
        done(lab.post(NAMES + "/room/register", pidBody(pid)));
        done(lab.post("exit/" + pid.substring("demo/".length()), "{\"reason\": \"killed\"}"));
        // Then
        assertThat(lines.next()).contains("\"joined\"");
        assertThat(lines.next()).contains("\"left\"").contains("\"reason\":\"exited\"");
    }

    @Test
    void nothingIsWatchedForWhoHasGone() throws Exception {
        // Given
        create("chat");
        HttpResponse<Stream<String>> reply = watching("chat");
        reply.body().iterator().next();
        await().until(() -> lab.live.watches() == 1);
        // When
        reply.body().close();
        // Then
        await().until(() -> lab.live.watches() == 0);
    }

    private HttpResponse<Stream<String>> watching(String group) throws Exception {
        return lab.client()
                .sendAsync(lab.request(GROUPS + "/" + group + "/watch").GET().build(), BodyHandlers.ofLines())
                .get(10, TimeUnit.SECONDS);
    }

    private void create(String group) throws Exception {
        done(lab.post(GROUPS, "{\"group\": \"" + group + "\"}"));
    }

    private String running() throws Exception {
        return lab.post("spawn", "{\"command\": {\"argv\": [\"sleep\", \"600\"]}}")
                .json()
                .path("pid")
                .asText();
    }

    private static String pidBody(String pid) {
        return "{\"pid\": \"" + pid + "\"}";
    }

    private static void done(Reply reply) {
        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("Success");
    }

    private static List<String> texts(Reply reply, String field) {
        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        return StreamSupport.stream(reply.json().path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
