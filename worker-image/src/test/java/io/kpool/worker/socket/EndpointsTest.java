package io.kpool.worker.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.worker.api.Call;
import io.kpool.worker.api.ExitMessage;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Message;
import io.kpool.worker.api.Undelivered;
import io.kpool.worker.socket.FakeSelf.Text;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each endpoint over a real socket: what it asks the process, and how it says the answer. */
@Timeout(180)
class EndpointsTest {
    private static final String DONE = "";
    private static final String ALL = "{\"pids\":[\"demo/alpha.1.2\",\"demo/beta.1.7\"]}\n";
    private static final String ONE = "{\"pid\":\"demo/beta.1.7\"}\n";
    private static final String WATCH = "{\"id\":9,\"exists\":true,\"pids\":[\"demo/beta.1.7\"]}\n";

    /** @param asked of the process; empty: nothing */
    private record Example(String title, String path, String body, String asked, String answer) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example(
                    "GET /v1/self",
                    "/v1/self",
                    "",
                    "",
                    "{\"pid\":\"demo/alpha.1.2\",\"pool\":\"demo\",\"host\":\"alpha\"}\n"),
            new Example("POST /v1/trap-exits", "/v1/trap-exits", "{\"trap\": true}", "trapExits[true]", DONE),
            new Example("POST /v1/link", "/v1/link", "{\"pid\": \"p\"}", "link[p]", DONE),
            new Example("POST /v1/unlink", "/v1/unlink", "{\"pid\": \"p\"}", "unlink[p]", DONE),
            new Example("POST /v1/exit", "/v1/exit", "{\"pid\": \"p\", \"reason\": \"kill\"}", "exit[p, kill]", DONE),
            new Example("GET /v1/mailbox", "/v1/mailbox?timeoutSeconds=0.25", "", "receive[PT0.25S]", DONE),
            new Example(
                    "POST /v1/send",
                    "/v1/send",
                    "{\"pid\": \"p\", \"message\": {\"a\": [1.0, null]}}",
                    "send[p, {\"a\":[1.0,null]}]",
                    DONE),
            new Example(
                    "POST /v1/ask",
                    "/v1/ask",
                    "{\"pid\": \"p\", \"message\": null, \"timeoutSeconds\": 2}",
                    "ask[p, null, PT2S]",
                    "{\"answer\":{\"as\": 1.50}}\n"),
            new Example(
                    "POST /v1/reply",
                    "/v1/reply",
                    "{\"from\": \"p\", \"id\": 7, \"answer\": \"fine\"}",
                    "reply[Call[from=p, id=7, body=VALUE], \"fine\"]",
                    DONE),
            new Example(
                    "GET /v1/groups",
                    "/v1/groups",
                    "",
                    "whichGroups[]",
                    "{\"groups\":[\"demo/alpha.1.2\",\"demo/beta.1.7\"]}\n"),
            new Example("POST /v1/groups", "/v1/groups", "{\"group\": \"chat\"}", "createGroup[chat]", DONE),
            new Example("DELETE /v1/groups/{group}", "/v1/groups/chat", "", "deleteGroup[chat]", DONE),
            new Example("POST /v1/groups/{group}/join", "/v1/groups/chat/join", "", "join[chat, demo/alpha.1.2]", DONE),
            new Example(
                    "POST /v1/groups/{group}/join", "/v1/groups/chat/join", "{\"pid\": \"p\"}", "join[chat, p]", DONE),
            new Example(
                    "POST /v1/groups/{group}/leave",
                    "/v1/groups/chat/leave",
                    "{}",
                    "leave[chat, demo/alpha.1.2]",
                    DONE),
            new Example("GET /v1/groups/{group}/members", "/v1/groups/chat/members", "", "getMembers[chat]", ALL),
            new Example(
                    "GET /v1/groups/{group}/members",
                    "/v1/groups/chat/members?local=true",
                    "",
                    "getLocalMembers[chat]",
                    ALL),
            new Example("GET /v1/groups/{group}/closest", "/v1/groups/chat/closest", "", "getClosestPid[chat]", ONE),
            new Example("POST /v1/groups/{group}/watch", "/v1/groups/chat/watch", "", "watchGroup[chat]", WATCH),
            new Example(
                    "DELETE /v1/watches/{id}",
                    "/v1/watches/9",
                    "",
                    "unwatch[Watch[id=9, exists=false, pids=[]]]",
                    DONE),
            new Example(
                    "GET /v1/names",
                    "/v1/names",
                    "",
                    "registry[]",
                    "{\"names\":{\"one\":[\"demo/beta.1.7\"],\"two\":[]}}\n"),
            new Example(
                    "POST /v1/names/{name}/register", "/v1/names/n/register", "", "register[n, demo/alpha.1.2]", DONE),
            new Example(
                    "POST /v1/names/{name}/unregister",
                    "/v1/names/n/unregister",
                    "{\"pid\": \"p\"}",
                    "unregister[n, p]",
                    DONE),
            new Example("GET /v1/names/{name}/pid", "/v1/names/n/pid", "", "pidOf[n]", ONE),
            new Example("GET /v1/names/{name}/pids", "/v1/names/n/pids", "", "allPidsOf[n]", ALL),
            new Example(
                    "GET /v1/names/{name}/nodes",
                    "/v1/names/n/nodes",
                    "",
                    "allNodesOf[n]",
                    "{\"nodes\":[\"demo/alpha.1.2\",\"demo/beta.1.7\"]}\n"),
            new Example(
                    "POST /v1/names/{name}/call",
                    "/v1/names/n/call",
                    "{\"message\": 5}",
                    "call[n, 5, PT5S]",
                    "{\"answer\":{\"as\": 1.50}}\n"),
            new Example("POST /v1/names/{name}/cast", "/v1/names/n/cast", "{\"message\": 5}", "cast[n, 5]", DONE),
            new Example("POST /v1/names/{name}/watch", "/v1/names/n/watch", "", "watchName[n]", WATCH),
            new Example(
                    "POST /v1/names/{name}/rpc",
                    "/v1/names/n/rpc",
                    "{\"module\": \"M\", \"function\": \"f\", \"args\": [1, null, \"a\"], \"callback\": \"C:d\"}",
                    "nodeRpc[n, M:f[1, null, \"a\"] C:d PT5S]",
                    "{\"result\":{\"as\": 1.50}}\n"),
            new Example(
                    "POST /v1/rpc",
                    "/v1/rpc",
                    "{\"node\": \"demo/beta\", \"module\": \"M\", \"function\": \"f\", \"timeoutSeconds\": 60}",
                    "doNodeRpc[demo/beta, M:f[]  PT1M]",
                    "{\"result\":{\"as\": 1.50}}\n"),
            new Example(
                    "POST /v1/spawn",
                    "/v1/spawn",
                    "{\"pool\": \"demo\", \"module\": \"M\", \"function\": \"f\", \"args\": []}",
                    "spawn[demo, M:f[]  PT5S]",
                    ONE));

    private final SocketLab lab = new SocketLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void eachAsksTheProcessAndSaysWhatItAnswered() throws IOException {
        for (Example example : EXAMPLES) {
            int before = lab.process.asked().size();

            var reply = lab.ask(example.title().split(" ")[0], example.path(), example.body());

            var asked = lab.process.asked();
            assertThat(String.join("", asked.subList(before, asked.size())))
                    .as(example.title())
                    .isEqualTo(example.asked());
            assertThat(reply.body()).as(example.title()).isEqualTo(example.answer());
            assertThat(reply.status())
                    .as(example.title())
                    .isEqualTo(example.answer().isEmpty() ? 204 : 200);
        }
    }

    @Test
    void noEndpointIsLeftOutHere() {
        List<String> there = Endpoints.all().stream().map(Endpoint::title).toList();

        assertThat(EXAMPLES.stream().map(Example::title).distinct()).containsExactlyElementsOf(there);
    }

    @Test
    void theMailboxTellsWhatKindOfThingCame() throws IOException {
        lab.process.mailbox.add(new Message("p", new Text("[1, 2.0]")));
        lab.process.mailbox.add(new Call("p", 7, new Text("\"how are you?\"")));
        lab.process.mailbox.add(new ExitMessage("p", "killed", "by \"somebody\""));
        lab.process.mailbox.add(new Undelivered("p", Failure.MAILBOX_FULL));
        lab.process.mailbox.add(new KeyChanged(3, KeyChanged.Kind.LEFT, List.of("p", "p"), "noconnection"));

        assertThat(lab.get("/v1/mailbox").body())
                .isEqualTo("{\"type\":\"message\",\"from\":\"p\",\"body\":[1, 2.0]}\n");
        assertThat(lab.get("/v1/mailbox").body())
                .isEqualTo("{\"type\":\"call\",\"from\":\"p\",\"id\":7,\"body\":\"how are you?\"}\n");
        assertThat(lab.get("/v1/mailbox").body())
                .isEqualTo(
                        "{\"type\":\"exit\",\"from\":\"p\",\"reason\":\"killed\",\"message\":\"by \\\"somebody\\\"\"}\n");
        assertThat(lab.get("/v1/mailbox").body())
                .isEqualTo("{\"type\":\"undelivered\",\"to\":\"p\",\"why\":\"mailbox_full\"}\n");
        assertThat(lab.get("/v1/mailbox").body())
                .isEqualTo(
                        "{\"type\":\"changed\",\"watch\":3,\"kind\":\"left\",\"pids\":[\"p\",\"p\"],\"reason\":\"noconnection\"}\n");
        assertThat(lab.get("/v1/mailbox").status()).isEqualTo(204);
    }
}
