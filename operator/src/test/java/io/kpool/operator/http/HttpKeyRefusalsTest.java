package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.WillingWorker;
import io.kpool.operator.http.HttpLab.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nobody is given of groups, names and messages over HTTP: what makes no sense, and what he may not have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpKeyRefusalsTest {
    private final HttpLab lab = HttpLab.leading();
    private WillingWorker worker;

    @BeforeAll
    void start() throws Exception {
        worker = new WillingWorker(lab.live.connected());
    }

    @AfterEach
    void permit() {
        lab.live.admission.permitAll();
    }

    @AfterAll
    void stop() {
        worker.close();
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /groups?limit=1          |                        | unknown parameter "limit": there are fieldSelector, watch
            POST   | /groups                  | {}                     | the field "group" is missing
            POST   | /groups                  | {"name": "a"}          | unknown field "name": there are group
            POST   | /groups                  | {"group": ["a"]}       | the field "group" is not what is expected
            GET    | /groups/g/members?host=a | | not a host, written <pool>/<host>: 'a'
            GET    | /groups/g/closest?host=/ | | not a host, written <pool>/<host>: '/'
            POST   | /groups/g/join           | {}                     | the field "pid" is missing
            POST   | /groups/g/join           | {"pid": "seven"}       | seven
            POST   | /groups/g/leave          | {"pid": "demo/alpha"}  | demo/alpha
            GET    | /groups/g/watch?from=1   |                        | unknown parameter "from"
            GET    | /names?limit=1           |                        | unknown parameter "limit"
            POST   | /names/n/register        | {"pid": ""}            | the field "pid" is missing
            POST   | /names/n/unregister      | {"pid": ["demo"]}      | the field "pid" is not what is expected
            POST   | /names/n/call            | {}                     | the field "message" is missing
            POST   | /names/n/call            | {"message": 1, "timeoutSeconds": 51} | the field "timeoutSeconds" is 51: give at most 50
            POST   | /names/n/call            | {"message": 1, "timeoutSeconds": 0}  | the field "timeoutSeconds" is 0: give at least 1
            POST   | /names/n/cast            | {"message": 1, "timeoutSeconds": 1}  | unknown field "timeoutSeconds": there are message
            POST   | /names/n/cast            | 7                      | send a JSON object
            POST   | /names/n/rpc             | {}                     | the field "java" is missing
            POST   | /nodepools/demo/nodes/alpha/rpc | {"java": {"module": "a/b", "function": "f"}} | java.module is the binary name of a class
            POST   | /nodepools/demo/nodes/alpha/rpc | {"java": {"module": "a", "function": "f"}, "callback": "g"} | a callback is module:function
            POST   | /nodepools/demo/nodes/alpha/rpc | {"java": {"module": "a", "function": "f"}, "timeoutSeconds": 99} | give at most 50
            POST   | /nodepools/demo/nodes/A/rpc     | {"java": {"module": "a", "function": "f"}} | "A" is no name of a host
            POST   | /nodepools/demo/processes/7/call | {"message": 1}        | 7
            POST   | /nodepools/demo/processes/7/cast | {"message": 1}        | 7
            """)
    void saysWhatIsWrong(String method, String path, String body, String message) throws Exception {
        // When
        Reply reply = send(method, path, body);
        // Then
        assertThat(reply.error()).as(reply.text()).isEqualTo("400 invalid");
        assertThat(reply.message()).contains(message);
    }

    @Test
    void aTextIsNotLongerThanThat() throws Exception {
        // When
        Reply group = send("GET", "/groups/" + "g".repeat(254) + "/members", null);
        Reply name = send("GET", "/names/" + "n".repeat(254), null);
        Reply fits = send("GET", "/names/" + "n".repeat(253), null);
        // Then
        assertThat(group.error()).isEqualTo("400 invalid");
        assertThat(group.message()).isEqualTo("a group has 1 to 253 characters, not 254");
        assertThat(name.message()).isEqualTo("a name has 1 to 253 characters, not 254");
        assertThat(fits.code()).isEqualTo(200);
    }

    @Test
    void aMessageIsNotLargerThanThat() throws Exception {
        // When
        Reply reply = send("POST", "/names/n/cast", "{\"message\": \"" + "x".repeat(256 * 1024) + "\"}");
        // Then
        assertThat(reply.error()).isEqualTo("400 invalid");
        assertThat(reply.message()).contains("at most 256 KiB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /groups             |                                | list groups acme/
            POST   | /groups             | {"group": "g"}                 | create groups acme/g
            DELETE | /groups/g           |                                | delete groups acme/g
            GET    | /groups/g/members   |                                | get groups acme/g
            GET    | /groups/g/closest   |                                | get groups acme/g
            POST   | /groups/g/join      | {"pid": "demo/alpha.7.1"}      | update groups acme/g
            POST   | /groups/g/leave     | {"pid": "demo/alpha.7.1"}      | update groups acme/g
            GET    | /groups/g/watch     |                                | watch groups acme/g
            GET    | /names              |                                | list names acme/
            GET    | /names/n            |                                | get names acme/n
            GET    | /names/n/pid        |                                | get names acme/n
            GET    | /names/n/nodes      |                                | get names acme/n
            GET    | /names/n/watch      |                                | watch names acme/n
            POST   | /names/n/register   | {"pid": "demo/alpha.7.1"}      | update names acme/n
            POST   | /names/n/unregister | {"pid": "demo/alpha.7.1"}      | update names acme/n
            POST   | /names/n/call       | {"message": 1}                 | create nodepools/call acme/
            POST   | /names/n/cast       | {"message": 1}                 | create nodepools/call acme/
            POST   | /names/n/rpc        | {"java": {"module": "a", "function": "f"}} | create nodepools/spawn acme/
            POST   | /nodepools/demo/processes/alpha.7.1/call | {"message": 1} | create nodepools/call acme/demo
            POST   | /nodepools/demo/processes/alpha.7.1/cast | {"message": 1} | create nodepools/call acme/demo
            POST   | /nodepools/demo/nodes/alpha/rpc | {"java": {"module": "a", "function": "f"}} | create nodepools/spawn acme/demo
            """)
    void namesThePermissionThatIsMissing(String method, String path, String body, String permission) throws Exception {
        // Given
        lab.live.admission.forbid(permission);
        // When
        Reply reply = send(method, path, body);
        // Then
        String[] words = permission.split(" ");
        assertThat(reply.error()).as(reply.text()).isEqualTo("403 forbidden");
        assertThat(reply.message()).contains("\"" + words[0] + "\" on \"" + words[1] + "\"");
    }

    private Reply send(String method, String path, String body) throws Exception {
        return lab.send(lab.request(HttpLab.NAMESPACE + path)
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)))
                .get(10, TimeUnit.SECONDS);
    }
}
