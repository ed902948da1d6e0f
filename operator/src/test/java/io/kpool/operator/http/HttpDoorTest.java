package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.operator.http.HttpLab.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions and refusals over HTTP, with TLS. */
class HttpDoorTest {
    private final HttpLab lab = HttpLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void tellsOfAPoolsHosts() throws Exception {
        // Given
        lab.live.connected();
        // When
        Reply reply = lab.get("nodes");
        // Then
        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        JsonNode node = reply.json().at("/nodes/0");
        assertThat(node.path("host").asText()).isEqualTo("alpha");
        assertThat(node.path("incarnation").asLong()).isEqualTo(7);
        assertThat(node.path("state").asText()).isEqualTo("Ready");
        assertThat(node.path("slots").asInt()).isEqualTo(8);
        assertThat(node.path("reportAgeMillis").asLong()).isBetween(0L, 10_000L);
        assertThat(node.path("cordoned").asBoolean(true)).isFalse();
    }

    @Test
    void getNodeCountsAsPlaced() throws Exception {
        // Given
        lab.live.connected();
        // When
        JsonNode first = lab.post("node", "").json();
        JsonNode second = lab.post("node", "").json();
        // Then
        assertThat(first.path("loadMilli").asInt()).isEqualTo(1_000);
        assertThat(second.path("loadMilli").asInt()).isEqualTo(2_000);
    }

    @Test
    void explainsItsChoice() throws Exception {
        // When
        JsonNode why = lab.get("explain").json();
        // Then
        assertThat(why.path("strategy").asText()).isEqualTo("LeastLoaded");
        assertThat(why.path("chosen").asText()).isEmpty();
        assertThat(why.at("/candidates/0/excluded").asText()).isEqualTo("it is starting");
        assertThat(why.at("/candidates/0/node/host").asText()).isEqualTo("alpha");
    }

    @Test
    void changesHosts() throws Exception {
        // When
        JsonNode again = lab.post("attach", "{\"host\": \"alpha\"}").json();
        Reply first = lab.post("connect", "{\"hosts\": [\"beta\", \"gamma\"]}");
        Reply gone = lab.post("disconnect", "{\"hosts\": [\"alpha\"]}");
        lab.post("cordon", "{\"hosts\": [\"alpha\"]}");
        lab.post("uncordon", "{\"hosts\": [\"alpha\"]}");
        // Then
        assertThat(again.path("alreadyAttached").asBoolean()).isTrue();
        assertThat(first.json().path("status").asText()).isEqualTo("Success");
        assertThat(gone.json().path("status").asText()).isEqualTo("Success");
        assertThat(lab.edits.done)
                .containsExactly(
                        "attach [alpha]",
                        "attach [beta, gamma]",
                        "detach [alpha]",
                        "cordon [alpha]",
                        "uncordon [alpha]");
        assertThat(lab.post("disconnect", "{\"hosts\": [\"beta\"]}").error()).isEqualTo("404 unknown_node");
    }

    @Test
    void onlyAttachForgivesThatAHostIsThere() throws Exception {
        // When
        Reply attach = lab.post("attach", "{\"host\": \"alpha\"}");
        Reply connect = lab.post("connect", "{\"hosts\": [\"alpha\"]}");
        // Then
        assertThat(attach.code()).isEqualTo(200);
        assertThat(connect.error()).isEqualTo("409 duplicate_node");
        assertThat(connect.message()).isEqualTo("host alpha is attached already");
    }

    @Test
    void anErrorIsAStatusOfKubernetes() throws Exception {
        // When: no host is ready
        Reply reply = lab.post("node", "");
        // Then
        JsonNode status = reply.json();
        assertThat(reply.code()).isEqualTo(503);
        assertThat(status.path("apiVersion").asText()).isEqualTo("v1");
        assertThat(status.path("kind").asText()).isEqualTo("Status");
        assertThat(status.path("status").asText()).isEqualTo("Failure");
        assertThat(status.path("code").asInt()).isEqualTo(503);
        assertThat(status.path("reason").asText()).isEqualTo("ServiceUnavailable");
        assertThat(status.path("message").asText()).isEqualTo("no host may be used now");
        assertThat(status.at("/details/group").asText()).isEqualTo("live.kpool.io");
        assertThat(reply.error()).isEqualTo("503 no_node");
    }

    @Test
    void wantsAToken() throws Exception {
        // When
        Reply none = lab.showing("").get("nodes");
        Reply wrong = lab.showing("nonsense").get("nodes");
        // Then
        assertThat(none.error()).isEqualTo("401 unauthenticated");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(wrong.error()).isEqualTo("401 unauthenticated");
    }

    @Test
    void namesThePermissionThatIsMissing() throws Exception {
        // Given
        lab.live.admission.forbid("nodepools/spawn");
        // When
        Reply reply = lab.post("spawn", "{\"command\": {\"argv\": [\"date\"]}}");
        // Then
        assertThat(reply.error()).isEqualTo("403 forbidden");
        assertThat(reply.message())
                .contains("\"create\" on \"nodepools/spawn\"")
                .contains("live.kpool.io");
    }

    @Test
    void saysThatItDoesNotLead() throws Exception {
        // Given
        try (HttpLab standby = HttpLab.standingBy()) {
            // When
            Reply reading = standby.get("nodes");
            Reply editing = standby.post("cordon", "{\"hosts\": [\"alpha\"]}");
            // Then
            assertThat(reading.error()).isEqualTo("503 unavailable");
            assertThat(reading.header("Retry-After")).isEqualTo("1");
            assertThat(editing.error()).isEqualTo("503 unavailable");
            assertThat(standby.edits.done).isEmpty();
        }
    }

    @Test
    void knowsNoOtherPoolOrPathOrMethod() throws Exception {
        // When
        Reply pool = lab.get(Endpoints.BASE + "/namespaces/acme/nodepools/none/nodes");
        Reply path = lab.get("none");
        Reply method = lab.post("nodes", "{}");
        // Then
        assertThat(pool.error()).isEqualTo("404 no_such_pool");
        assertThat(pool.json().path("reason").asText()).isEqualTo("NotFound");
        assertThat(path.code()).isEqualTo(404);
        assertThat(path.json().path("kind").asText()).isEqualTo("Status");
        assertThat(path.message()).contains("/openapi/v3/apis/live.kpool.io/v1alpha1");
        assertThat(method.code()).isEqualTo(405);
        assertThat(method.json().path("reason").asText()).isEqualTo("MethodNotAllowed");
    }

    @Test
    void knowsNoProcessThatIsNot() throws Exception {
        assertThat(lab.get("processes/alpha.7.99").error()).isEqualTo("404 no_such_process");
        assertThat(lab.get("processes/99").error()).isEqualTo("400 invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            spawn         | {                                            | the body is no JSON, at line 1
            spawn         | [1]                                          | send a JSON object
            spawn         | null                                         | send a JSON object
            spawn         | {"command": {"argv": ["a"]}} x               | the body is no JSON
            spawn         | {}                                           | set exactly one of java and command
            spawn         | {"comand": {}}                               | unknown field "comand": there are activeDeadlineSeconds, command, hostName, java
            spawn         | {"command": {"argv": ["a"], "cwd": "/"}}     | unknown field "command.cwd": there are argv, env, stdin, workingDir
            spawn         | {"command": {"argv": "a"}}                   | the field "command.argv" is not what is expected
            spawn         | {"command": {"argv": []}}                    | the field "command.argv" is missing
            spawn         | {"java": {"function": "max"}}                | the field "java.module" is missing
            spawn         | {"java": {"module": "m", "module": "n"}}     | Duplicate field
            spawn         | {"command": {"argv": ["a"]}, "activeDeadlineSeconds": 0} | the field "activeDeadlineSeconds" is 0
            spawn         | {"command": {"argv": ["a"], "env": [{"name": "A=B"}]}} | the name of an environment variable has no '=': put
            spawn         | {"java": {"module": "a/b", "function": "max"}} | java.module is the binary name of a class
            cordon        | {"hosts": [""]}                              | the field "hosts[0]" has 0 characters: at least 1
            spawn?wait=no | {"command": {"argv": ["a"]}}                 | the parameter wait is one of started, ended
            spawn?waits=a | {"command": {"argv": ["a"]}}                 | unknown parameter "waits": there are Kpool-Request-Id, timeoutSeconds, wait
            spawn?timeoutSeconds=60 | {"command": {"argv": ["a"]}}       | the parameter timeoutSeconds is a number from 1 to 50
            exit/alpha.7.1 | {"reason": "whim"}                          | not an exit reason: 'whim'
            cordon        | {}                                           | the field "hosts" is missing
            cordon        | {"hosts": [null]}                            | the field "hosts[0]" is null
            spawn         | {"command": {"argv": [null]}}                | the field "command.argv[0]" is null
            spawn         | {"command": {"argv": [["a"]]}}               | the field "command.argv[0]" is not what is expected
            """)
    void saysWhatIsWrongWithARequest(String path, String body, String message) throws Exception {
        // When
        Reply reply = lab.post(path, body);
        // Then
        assertThat(reply.error()).isEqualTo("400 invalid");
        assertThat(reply.message()).contains(message);
    }

    @Test
    void holdsWhatIsToRunToItsSizes() throws Exception {
        // When
        Reply arguments = lab.post(
                "spawn",
                "{\"java\": {\"module\": \"m\", \"function\": \"f\", \"args\": [\"" + "x".repeat(900_000) + "\"]}}");
        Reply entry = lab.post("spawn", "{\"command\": {\"argv\": [\"a\", \"" + "x".repeat(32_769) + "\"]}}");
        // Then
        assertThat(arguments.error()).isEqualTo("400 invalid");
        assertThat(arguments.message()).startsWith("java.args holds at most 64 KiB");
        assertThat(entry.error()).isEqualTo("400 invalid");
        assertThat(entry.message())
                .isEqualTo("the field \"command.argv[1]\" has 32769 characters: at most 32768 are allowed");
    }

    @Test
    void takesNoMoreThanAMebibyte() throws Exception {
        // When
        Reply most = lab.post("spawn", " ".repeat(BodyReader.MOST_BYTES));
        Reply more = lab.post("spawn", " ".repeat(BodyReader.MOST_BYTES + 1));
        // Then
        assertThat(most.message()).doesNotContain("larger");
        assertThat(more.error()).isEqualTo("400 invalid");
        assertThat(more.message()).contains("larger than 1 MiB");
    }

    @Test
    void aBodyThatIsNoTextIsTheCallersFault() throws Exception {
        // Given: what begins as UTF-32 and does not go on so
        byte[] broken = {0, 0, 0, '{', 0x7f, -1, -1, -1};
        // When
        Reply reply = lab.send(lab.request("spawn").POST(BodyPublishers.ofByteArray(broken)))
                .get(30, TimeUnit.SECONDS);
        // Then
        assertThat(reply.error()).isEqualTo("400 invalid");
        assertThat(reply.message()).contains("the body is no JSON in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /%zz/nodes       | cannot be read: after each %
            /nodes/%zz       | cannot be read: after each %
            /nodes?follow=%z | cannot be read: after each %
            /nodes?%zz=1     | cannot be read: after each %
            """)
    void whatIsBadlyEncodedIsAStatusToo(String path, String message) throws Exception {
        // When
        try (RawCaller caller = lab.raw()) {
            caller.says("GET " + HttpLab.POOL + path + " HTTP/1.1", "Authorization: Bearer acme/runner");
            RawCaller.Heard heard = caller.hears();
            // Then
            assertThat(heard.error()).isEqualTo("400 invalid");
            assertThat(heard.json().path("message").asText()).contains(message);
        }
    }

    @Test
    void whatIsTooLongToBeReadIsAStatusToo() throws Exception {
        // When
        try (RawCaller caller = lab.raw()) {
            caller.says("GET /nodes HTTP/1.1", "Much: " + "x".repeat(20_000));
            // Then
            assertThat(caller.hears().error()).isEqualTo("400 invalid");
        }
    }

    @Test
    void aNamespaceIsOneWord() throws Exception {
        assertThat(lab.get(Endpoints.BASE + "/namespaces/ac%2Fme/nodepools/demo/nodes")
                        .error())
                .isEqualTo("400 invalid");
    }
}
