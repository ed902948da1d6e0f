package io.kpool.worker.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final FakeSelf process = new FakeSelf();
    private final List<String> log = new ArrayList<>();
    private final Router router = new Router(Endpoints.all(), log::add);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/groups/a%2Fb/join           | a/b
            /v1/groups/a%20b+c/join         | a b+c
            /v1/groups/gr%C3%B6%C3%9Fe/join | größe
            /v1/groups/%7Bgroup%7D/join     | {group}
            /v1/groups/a;b=c/join           | a;b=c
            /v1/groups/%EF%BF%BD/join       | \uFFFD
            """)
    void groupsMayHaveAnyName(String path, String group) {
        assertThat(answer(HttpMethod.POST, path, "").status().code()).isEqualTo(204);
        assertThat(process.asked()).containsExactly("join[" + group + ", " + FakeSelf.PID + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/link  | {"pid": "p", "pif": 1}  | there is no field "pif": of fields POST /v1/link takes pid
            POST | /v1/link  |                         | the field "pid" is missing: of fields POST /v1/link takes pid
            POST | /v1/link  | {"pid": 5}              | "pid" has to be a text
            POST | /v1/link  | {"pid": null}           | "pid" has to be a text
            POST | /v1/link  | {"pid": "p"} x          | the body is no JSON: Unrecognized token 'x'
            POST | /v1/link  | {"pid": "p", "pid": ""} | the body is no JSON: Duplicate field 'pid'
            POST | /v1/link  | ["p"]                   | the body has to be a JSON object
            POST | /v1/link?pid=p |                    | there is no parameter "pid": of parameters POST /v1/link takes none
            POST | /v1/trap-exits | {"trap": 1}        | "trap" has to be true or false
            POST | /v1/reply | {"from": "p", "id": 0, "answer": 1}     | "id" has to be a whole number above 0
            POST | /v1/ask   | {"pid": "p", "message": 1, "timeoutSeconds": 3601} | "timeoutSeconds" has to be a number from 0 to 3600
            POST | /v1/spawn | {"pool": "p", "module": "m", "function": "f", "args": {}}  | "args" has to be a list
            GET  | /v1/mailbox?timeoutSeconds=-1 |     | "timeoutSeconds" has to be a number from 0 to 3600
            GET  | /v1/mailbox?timeoutSeconds=x  |     | "timeoutSeconds" has to be a number from 0 to 3600
            GET  | /v1/mailbox?timeoutSeconds=1&timeoutSeconds=2  | | the parameter "timeoutSeconds" is there twice
            GET  | /v1/mailbox?wait=1 |                | there is no parameter "wait": of parameters GET /v1/mailbox takes timeoutSeconds
            GET  | /v1/groups/a/members?local=yes |    | "local" has to be true or false
            DELETE | /v1/watches/x |                   | "id" has to be a whole number above 0
            POST | /v1/groups/%zz/join |               | the path or its parameters cannot be read
            POST | /v1/groups/%ff/join |               | the path or its parameters cannot be read
            POST | /v1/groups/größe/join |             | the path or its parameters cannot be read
            """)
    void whatMakesNoSenseIsAskedOfNobody(String method, String path, String body, String why) {
        Answer answer = answer(HttpMethod.valueOf(method), path, body == null ? "" : body);

        assertThat(answer.status().code()).isEqualTo(400);
        assertThat(answer.text()).startsWith("{\"error\":\"invalid\",\"message\":\"" + why.replace("\"", "\\\""));
        assertThat(process.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v2/self", "/v1", "/", "/v1/self/", "/v1/groups//join", "/v1/names/n", "/v1/names//register", "*"})
    void whereThereIsNothingItSaysWhatThereIs(String path) {
        Answer answer = answer(HttpMethod.POST, path, "");

        assertThat(answer.status().code()).isEqualTo(404);
        assertThat(answer.text())
                .startsWith("{\"error\":\"no_such_path\",\"message\":\"there is nothing at " + path
                        + "; there are GET /v1/self, ")
                .contains("POST /v1/names/{name}/register");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        Answer answer = answer(HttpMethod.PUT, "/v1/groups", "");

        assertThat(answer.status().code()).isEqualTo(405);
        assertThat(answer.text())
                .isEqualTo("{\"error\":\"wrong_method\",\"message\":\"/v1/groups takes GET and POST\"}\n");
    }

    @Test
    void eachFailureHasItsStatusAndItsWord() {
        Map<String, Integer> statuses = new TreeMap<>();
        for (Failure failure : Failure.values()) {
            process.failsWith(new FailureException(failure, "because"));

            Answer answer = answer(HttpMethod.GET, "/v1/groups/chat/closest", "");

            assertThat(answer.text()).isEqualTo("{\"error\":\"" + failure.word() + "\",\"message\":\"because\"}\n");
            statuses.put(failure.word(), answer.status().code());
        }
        assertThat(statuses)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("no_such_group", 404),
                        Map.entry("no_process", 404),
                        Map.entry("no_pid", 404),
                        Map.entry("no_node", 503),
                        Map.entry("noproc", 404),
                        Map.entry("mailbox_full", 429),
                        Map.entry("noconnection", 500),
                        Map.entry("timeout", 504),
                        Map.entry("badrpc", 500),
                        Map.entry("not_started", 500),
                        Map.entry("invalid", 400),
                        Map.entry("forbidden", 403))));
    }

    @Test
    void whatTheProcessFindsSenselessIsTheAskersFault() {
        process.failsWith(new IllegalArgumentException("'x' is no pid"));

        Answer answer = answer(HttpMethod.POST, "/v1/link", "{\"pid\": \"x\"}");

        assertThat(answer.status().code()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"error\":\"invalid\",\"message\":\"'x' is no pid\"}\n");
    }

    @Test
    void whatNobodyForesawIsLogged() {
        process.failsWith(new StackOverflowError("deep"));

        Answer answer = answer(HttpMethod.POST, "/v1/link", "{\"pid\": \"p\"}");

        assertThat(answer.status().code()).isEqualTo(500);
        assertThat(answer.text()).startsWith("{\"error\":\"failed\"");
        assertThat(log)
                .containsExactly(
                        "could not answer POST /v1/link of demo/alpha.1.2: java.lang.StackOverflowError: deep");
    }

    private Answer answer(HttpMethod method, String path, String body) {
        return router.answer(
                process.self(), new Request(method, path, body.strip().getBytes(StandardCharsets.UTF_8)));
    }
}
