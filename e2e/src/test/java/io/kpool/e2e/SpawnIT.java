package io.kpool.e2e;

import static io.kpool.e2e.Kpool.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a Spawn on real workers, from result to failure. */
@ExtendWith(KpoolExtension.class)
class SpawnIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Kpool kpool;

    SpawnIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool) {
        kpool.apply(Yaml.pool("demo", "alpha", "beta"));
        kpool.await("nodepool/demo", "Ready", Duration.ofSeconds(60));
    }

    @Test
    void aJavaFunctionGivesItsResult() {
        kpool.apply(Yaml.spawn("max", "demo", Yaml.java("java.lang.Math", "max", "3, 5")));

        kpool.await("spawn/max", "Succeeded", SOON);

        JsonNode spawn = kpool.get("spawn/max");
        assertThat(spawn.at("/status/result").asText()).isEqualTo("5");
        assertThat(spawn.at("/status/exit/reason").asText()).isEqualTo("normal");
        assertThat(spawn.at("/status/pid").asText()).matches("demo/(alpha|beta)\\.\\d+\\.\\d+");
        assertThat(kpool.kubectl("get", "spw", "max")).contains("POOL", "demo", "PID");
    }

    @Test
    void aFunctionInAJvmOfItsOwnGivesItsResult() {
        kpool.apply(Yaml.spawn(
                "own-jvm", "demo", "java: {module: java.lang.Math, function: abs, args: [-7], isolation: Process}"));

        kpool.await("spawn/own-jvm", "Succeeded", SOON);

        assertThat(kpool.get("spawn/own-jvm").at("/status/result").asText()).isEqualTo("7");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            missing-class  | com.acme.Nothing   | make     | 1     | undefined_function | com.acme.Nothing
            missing-method | java.lang.Math     | maximum  | 1, 2  | undefined_function | maximum
            wrong-argument | java.lang.Integer  | parseInt | [[]]  | undefined_function | parseInt
            throws         | java.lang.Integer  | parseInt | "x1"  | exception          | For input string: "x1"
            """)
    void aFunctionThatCannotRunSaysWhy(
            String name, String module, String function, String arguments, String reason, String message) {
        kpool.apply(Yaml.spawn(name, "demo", Yaml.java(module, function, arguments)));

        JsonNode spawn = ended(name);

        assertThat(condition(spawn, "Succeeded").path("status").asText()).isEqualTo("False");
        assertThat(spawn.at("/status/exit/reason").asText()).isEqualTo(reason);
        assertThat(spawn.at("/status/exit/message").asText()).contains(message);
    }

    @Test
    void aCommandThatFailsShowsItsCodeAndLastOutput() {
        kpool.apply(Yaml.spawn("fails", "demo", Yaml.shell("echo out of luck >&2; exit 7")));

        JsonNode exit = ended("fails").at("/status/exit");

        assertThat(exit.path("reason").asText()).isEqualTo("exit_code");
        assertThat(exit.path("code").asInt()).isEqualTo(7);
        assertThat(exit.path("message").asText()).contains("out of luck");
    }

    @Test
    void aCommandThatIsNotThereSaysSo() {
        kpool.apply(Yaml.spawn("no-command", "demo", "command: {argv: [no-such-program]}"));

        JsonNode spawn = ended("no-command");

        assertThat(spawn.at("/status/exit/message").asText()).contains("no-such-program");
        assertThat(condition(spawn, "Started").path("status").asText()).isEqualTo("False");
    }

    @Test
    void waitsForItsPoolToAppear() {
        kpool.apply(Yaml.spawn("early", "later", "command: {argv: [date]}"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(condition(kpool.get("spawn/early"), "Placed")
                                .path("reason")
                                .asText())
                        .isEqualTo("PoolNotFound"));

        kpool.apply(Yaml.pool("later", "only"));

        kpool.await("spawn/early", "Succeeded", Duration.ofSeconds(60));
    }

    @Test
    void stoppedEndsItForGood() {
        kpool.apply(Yaml.spawn("stopped", "demo", Yaml.shell("sleep 600"), "restartPolicy: Always"));
        kpool.await("spawn/stopped", "Started", SOON);

        kpool.kubectl("patch", "spawn", "stopped", "--type=merge", "-p", "{\"spec\":{\"desiredState\":\"Stopped\"}}");

        JsonNode spawn = ended("stopped");
        assertThat(spawn.at("/status/exit/reason").asText()).isEqualTo("shutdown");
        assertThat(spawn.at("/status/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void theDeadlineEndsItWithItsWholeProcessTree() {
        kpool.apply(Yaml.spawn(
                "deadline",
                "demo",
                "hostName: alpha",
                "activeDeadlineSeconds: 2",
                Yaml.shell("sleep 4321 & setsid sleep 4322 & wait")));

        assertThat(ended("deadline").at("/status/exit/reason").asText()).isEqualTo("deadline");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(commandLines("demo-alpha"))
                        .doesNotContain("4321")
                        .doesNotContain("4322"));
    }

    @Test
    void deletionKillsTheProcess() {
        kpool.apply(Yaml.spawn("deleted", "demo", "hostName: beta", Yaml.shell("sleep 5432")));
        kpool.await("spawn/deleted", "Started", SOON);
        assertThat(commandLines("demo-beta")).contains("5432");

        kpool.kubectl("delete", "spawn", "deleted");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(commandLines("demo-beta")).doesNotContain("5432"));
    }

    @Test
    void isDeletedWhenItsTimeToLiveIsOver() {
        kpool.apply(Yaml.spawn("brief", "demo", "ttlSecondsAfterFinished: 1", "command: {argv: [date]}"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kpool.kubectl("get", "spawn", "brief", "--ignore-not-found"))
                        .isEmpty());
    }

    @Test
    void isTriedAgainAsItsRestartPolicySays() {
        kpool.apply(Yaml.spawn(
                "retried",
                "demo",
                "restartPolicy: OnFailure",
                "maxAttempts: 2",
                "backoffSeconds: 1",
                Yaml.shell("exit 3")));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(condition(kpool.get("spawn/retried"), "Succeeded")
                                .path("status")
                                .asText())
                        .isEqualTo("False"));
        assertThat(kpool.get("spawn/retried").at("/status/attempts").asInt()).isEqualTo(2);
    }

    @Test
    void waitsForItsGroupToAppear() {
        kpool.apply(Yaml.spawn("grouped", "demo", "groups: [imaging]", "command: {argv: [date]}"));
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode placed = condition(kpool.get("spawn/grouped"), "Placed");
            assertThat(placed.path("reason").asText()).isEqualTo("GroupNotFound");
            assertThat(placed.path("message").asText()).contains("imaging");
        });

        kpool.apply("{apiVersion: kpool.io/v1alpha1, kind: ProcessGroup, metadata: {name: imaging}, spec: {}}");

        kpool.await("spawn/grouped", "Succeeded", SOON);
    }

    @Test
    void outputIsInTheWorkersLogWithThePid() {
        kpool.apply(Yaml.spawn("prints", "demo", Yaml.shell("echo a line to find")));
        kpool.await("spawn/prints", "Succeeded", SOON);

        JsonNode status = kpool.get("spawn/prints").path("status");
        String log = kpool.kubectl("logs", "demo-" + status.path("hostName").asText());

        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("a line to find")
                        .contains(status.path("pid").asText()));
    }

    @Test
    void aProcessOfALostWorkerEndsWithNoconnectionOnce() {
        kpool.apply(Yaml.pool("shaky", "only"));
        kpool.await("nodepool/shaky", "Ready", Duration.ofSeconds(60));
        kpool.apply(Yaml.spawn("once", "shaky", Yaml.shell("sleep 600")));
        kpool.apply(
                Yaml.spawn("again", "shaky", "restartPolicy: OnFailure", "backoffSeconds: 1", Yaml.shell("sleep 600")));
        kpool.await("spawn/once", "Started", SOON);
        kpool.await("spawn/again", "Started", SOON);
        String first = kpool.spawns().pid("again");

        kpool.crash("shaky-only");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode once = kpool.get("spawn/once");
            assertThat(once.at("/status/exit/reason").asText()).isEqualTo("noconnection");
            assertThat(once.at("/status/attempts").asInt()).isEqualTo(1);
        });
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(kpool.get("spawn/again").at("/status/attempts").asInt()).isEqualTo(2);
            assertThat(kpool.spawns().pid("again")).isNotBlank().isNotEqualTo(first);
        });
    }

    /** The command lines of all processes in a pod. */
    private String commandLines(String pod) {
        return kpool.kubectl("exec", pod, "--", "sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '");
    }

    private JsonNode ended(String name) {
        await().atMost(SOON)
                .until(() ->
                        kpool.get("spawn/" + name).at("/status/exit/reason").isTextual());
        return kpool.get("spawn/" + name);
    }
}
