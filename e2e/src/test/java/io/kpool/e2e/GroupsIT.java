package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.e2e.HttpCaller.Reply;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * pg2's conformance list, on real pods and from outside: over HTTP. Processes are commands that sleep. What needs a change of
 * leader is in {@link RestartIT}.
 */
@ExtendWith(KpoolExtension.class)
class GroupsIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger GROUPS = new AtomicInteger();
    private static final String SLEEP = "{\"command\": {\"argv\": [\"sleep\", \"600\"]}%s}";

    private static HttpCaller caller;
    private static String token;

    // Of each test another, so that none has to wait for another's to be deleted.
    private final String group = "G / %d".formatted(GROUPS.incrementAndGet());
    private final String at = "/groups/" + group.replace("/", "%2F").replace(" ", "%20");

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

    @BeforeEach
    void create() throws Exception {
        done(caller.post(token, "/groups", "{\"group\": \"%s\"}".formatted(group)));
    }

    @Test
    void g1AnEmptyGroupIsThereUntilItIsDeleted(Kpool kpool) throws Exception {
        assertThat(groups()).contains(group);
        assertThat(kpool.kubectl("get", "processgroups")).contains(group);
        assertThat(members()).isEmpty();
        assertThat(caller.get(token, at + "/closest").error()).isEqualTo("no_process");

        done(caller.delete(token, at));

        assertThat(groups()).doesNotContain(group);
        assertThat(caller.get(token, at + "/members").error()).isEqualTo("no_such_group");
    }

    @Test
    void g2TheOnlyMemberIsTheClosest() throws Exception {
        String pid = sleeping("alpha");

        join(pid);

        assertThat(closest("demo/alpha")).isEqualTo(pid);
        assertThat(closest("demo/beta")).isEqualTo(pid);
    }

    @Test
    void g3WhoJoinsTwiceLeavesTwice() throws Exception {
        String pid = sleeping("alpha");
        leave(pid);
        join(pid);
        leave(pid);
        join(pid);
        join(pid);
        create();

        assertThat(members()).containsExactly(pid, pid);
        leave(pid);
        assertThat(members()).containsExactly(pid);
        leave(pid);
        assertThat(members()).isEmpty();
        assertThat(caller.get(token, at + "/closest").error()).isEqualTo("no_process");
    }

    @Test
    void g4AMemberThatIsKilledIsGone() throws Exception {
        String pid = sleeping("alpha");
        join(pid);
        assertThat(local("alpha")).containsExactly(pid);

        kill(pid);

        await().atMost(SOON).untilAsserted(() -> assertThat(members()).isEmpty());
        assertThat(local("alpha")).isEmpty();
    }

    @Test
    void g5AMemberOfAnotherHostGoesWithItsWorker(Kpool kpool) throws Exception {
        String there = sleeping("beta");
        String here = sleeping("alpha");
        join(there);
        join(here);
        leave(there);
        leave(there);
        join(there);
        assertThat(local("beta")).containsExactly(there);
        try (Stream<String> lines = caller.lines(token, at + "/watch")) {
            Iterator<String> watch = lines.iterator();
            assertThat(read(watch).path("members")).hasSize(2);

            kpool.crash("demo-beta");

            JsonNode left = read(watch);
            assertThat(left.path("type").asText()).isEqualTo("left");
            assertThat(left.path("reason").asText()).isEqualTo("noconnection");
            assertThat(texts(left.path("pids"))).containsExactly(there);
        }
        assertThat(members()).containsExactly(here);
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
    }

    @Test
    void g8WhoseGroupIsDeletedLivesOn() throws Exception {
        String pid = sleeping("alpha");
        join(pid);
        join(pid);

        done(caller.delete(token, at));

        assertThat(caller.get(token, at + "/members").error()).isEqualTo("no_such_group");
        assertThat(process(pid).path("state").asText()).isEqualTo("Running");
        // Another of its name knows nothing of it.
        create();
        assertThat(members()).isEmpty();
    }

    @Test
    void g9LeavingOneGroupDoesNotDisturbAnother() throws Exception {
        String pid = sleeping("alpha");
        String other = "other-" + GROUPS.incrementAndGet();
        done(caller.post(token, "/groups", "{\"group\": \"%s\"}".formatted(other)));
        join(pid);

        done(caller.post(token, "/groups/" + other + "/leave", pidBody(pid)));

        assertThat(members()).containsExactly(pid);
        kill(pid);
        await().atMost(SOON).untilAsserted(() -> assertThat(members()).isEmpty());
        assertThat(local("alpha")).isEmpty();
    }

    @Test
    void g13WhatIsNotThereIsSaidOrForgiven() throws Exception {
        String pid = sleeping("alpha");

        create();
        done(caller.delete(token, "/groups/none"));
        leave(pid);

        assertThat(caller.post(token, "/groups/none/join", pidBody(pid)).error())
                .isEqualTo("no_such_group");
        assertThat(caller.post(token, "/groups/none/leave", pidBody(pid)).error())
                .isEqualTo("no_such_group");
        assertThat(caller.get(token, "/groups/none/closest").error()).isEqualTo("no_such_group");
    }

    @Test
    void aWatchTellsEachChangeOnceWithItsReason() throws Exception {
        String pid = sleeping("alpha");
        try (Stream<String> lines = caller.lines(token, at + "/watch")) {
            Iterator<String> watch = lines.iterator();
            assertThat(read(watch).path("exists").asBoolean()).isTrue();

            join(pid);
            join(pid);
            leave(pid);
            kill(pid);

            assertThat(read(watch).path("type").asText()).isEqualTo("joined");
            assertThat(read(watch).path("type").asText()).isEqualTo("joined");
            assertThat(read(watch).path("reason").asText()).isEqualTo("left");
            assertThat(read(watch).path("reason").asText()).isEqualTo("exited");
        }
    }

    private void join(String pid) throws Exception {
        done(caller.post(token, at + "/join", pidBody(pid)));
    }

    private void leave(String pid) throws Exception {
        done(caller.post(token, at + "/leave", pidBody(pid)));
    }

    private List<String> members() throws Exception {
        return texts(json(caller.get(token, at + "/members")).path("pids"));
    }

    private List<String> local(String host) throws Exception {
        return texts(json(caller.get(token, at + "/members?host=demo/" + host)).path("pids"));
    }

    private String closest(String host) throws Exception {
        return json(caller.get(token, at + "/closest?host=" + host)).path("pid").asText();
    }

    private static List<String> groups() throws Exception {
        return texts(json(caller.get(token, "/groups")).path("groups"));
    }

    private static String sleeping(String host) throws Exception {
        return json(caller.post(token, "demo/spawn", SLEEP.formatted(", \"hostName\": \"" + host + "\"")))
                .path("pid")
                .asText();
    }

    private static void kill(String pid) throws Exception {
        done(caller.post(token, "demo/exit/" + pid.substring("demo/".length()), "{\"reason\": \"killed\"}"));
    }

    private static JsonNode process(String pid) throws Exception {
        return json(caller.get(token, "demo/processes/" + pid.substring("demo/".length())));
    }

    private static String pidBody(String pid) {
        return "{\"pid\": \"%s\"}".formatted(pid);
    }

    private static JsonNode read(Iterator<String> watch) throws Exception {
        return JSON.readTree(watch.next());
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
