package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of kubectl kpool, through the API server, with real workers; as a program where that matters. */
@ExtendWith(KpoolExtension.class)
class PluginIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final String PID = "demo/(alpha|beta)\\.[0-9]+\\.[0-9]+";
    private static final String NOBODY = "demo/alpha.1.1";

    @TempDir
    private static Path folder;

    private static Plugin plugin;
    private static PluginProgram program;
    private static String account;

    @BeforeAll
    static void plugin(Kpool kpool) throws Exception {
        assumeTrue(PluginProgram.isBuilt(), "there is no plugin: build with -Pimages");
        kpool.apply(Yaml.pool("demo", "alpha", "beta"));
        kpool.kubectl("create", "serviceaccount", "viewer");
        String user = kpool.namespace() + ":viewer";
        kpool.kubectl("create", "rolebinding", "viewer", "--clusterrole=kpool-view", "--serviceaccount=" + user);
        account = "system:serviceaccount:" + user;
        plugin = kpool.plugin();
        program = kpool.pluginProgram();
        plugin.succeed("wait", "demo", "--timeout", "60s");
    }

    @Test
    void everythingIsAsItHasToBe() throws Exception {
        assertThat(program.succeed("check").lines()).hasSize(7).allMatch(line -> line.startsWith("ok "));
        assertThat(program.succeed("version")).contains("live.kpool.io v1alpha1");
    }

    @Test
    void poolsAndHostsAreListed() throws Exception {
        assertThat(plugin.succeed("get", "pools", "-o", "name").lines()).contains("nodepool.kpool.io/demo");
        assertThat(plugin.succeed("get", "hosts", "demo").lines().toList().getFirst())
                .startsWith("POOL   HOST    STATE");
        assertThat(plugin.succeed("get", "hosts", "demo", "-o", "name")).isEqualTo("demo/alpha\ndemo/beta");
        assertThat(plugin.succeed("explain", "demo")).contains("would be chosen (LeastLoaded)");
        assertThat(plugin.succeed("status", "demo")).contains("├─ alpha  Ready", "└─ beta  Ready");
        assertThat(plugin.succeed("top", "demo")).contains("demo/alpha");
        assertThat(plugin.succeed("get", "processes", "demo", "-o", "json")).contains("\"kind\": \"List\"");
    }

    @Test
    void aProcessIsStartedReadAndEnded() throws Exception {
        String pid = plugin.succeed("spawn", "--pool", "demo", "--", "sh", "-c", "echo one; echo two; exec sleep 600");
        assertThat(pid).matches(PID);
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(plugin.succeed("logs", pid)).isEqualTo("one\ntwo"));
        assertThat(plugin.succeed("logs", pid, "--tail", "1")).isEqualTo("two");
        await().atMost(A_MINUTE)
                .untilAsserted(() ->
                        assertThat(plugin.succeed("logs", pid, "--since", "5m")).isEqualTo("one\ntwo"));
        assertThat(plugin.succeed("get", "processes", "demo", "-o", "name")).contains(pid);
        assertThat(plugin.run("wait", pid, "--timeout", "1s").code()).isEqualTo(124);

        plugin.succeed("exit", pid);

        assertThat(plugin.run("wait", pid, "--timeout", "60s").code()).isNotZero();
        assertThat(plugin.succeed("logs", "-f", pid)).isEqualTo("one\ntwo");
    }

    @Test
    void itExitsAsTheProcessDid() throws Exception {
        Plugin.Result waited = program.run("spawn", "--pool", "demo", "--wait", "--", "sh", "-c", "echo out; exit 3");
        assertThat(waited.code()).isEqualTo(3);
        assertThat(waited.out()).isEqualTo("out\n");
        Plugin.Result attached =
                program.run("spawn", "--pool", "demo", "--attach", "--", "sh", "-c", "echo out; exit 4");
        assertThat(attached.code()).isEqualTo(4);
        assertThat(attached.out()).isEqualTo("out\n");
        assertThat(plugin.succeed("spawn", "--pool", "demo", "--wait", "--java", "java.lang.Math:max", "3", "5"))
                .isEqualTo("5");
    }

    @Test
    void aFileWithMoreThanTheLiveApiTakesBecomesASpawn(Kpool kpool) throws Exception {
        Path file = Files.writeString(folder.resolve("spawn.yaml"), """
            apiVersion: kpool.io/v1alpha1
            kind: Spawn
            metadata: {name: from-a-file}
            spec:
              poolName: demo
              registerAs: [filed]
              command: {argv: [sleep, "600"]}
            """);
        String pid = plugin.succeed("spawn", "-f", file.toString());
        assertThat(plugin.succeed("whereis", "filed")).isEqualTo(pid);

        String linked = plugin.succeed("spawn", "--pool", "demo", "--link", "from-a-file", "--", "sleep", "600");
        plugin.succeed("kill", pid);

        assertThat(plugin.run("wait", linked, "--timeout", "60s").code()).isEqualTo(1);
        String reason = "jsonpath={.items[?(@.status.pid==\"" + linked + "\")].status.exit.reason}";
        await().atMost(A_MINUTE)
                .untilAsserted(() ->
                        assertThat(kpool.kubectl("get", "spw", "-o", reason)).isEqualTo("killed"));
    }

    @Test
    void controlCOfWhatIsAttachedEndsTheProcess() throws Exception {
        PluginProgram.Running running =
                program.start("spawn", "--pool", "demo", "--attach", "--", "sh", "-c", "echo up; exec sleep 600");
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(running.out()).hasContent("up"));

        running.interrupt();

        Plugin.Result result = running.result();
        assertThat(result.code()).isEqualTo(130);
        assertThat(result.err()).containsPattern(PID + " ended: shutdown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--attach", "--wait"})
    void whatRunsLongerThanItsCallerWaitsRunsOn(String how) throws Exception {
        Plugin.Result late = program.run("spawn", "--pool", "demo", how, "--timeout", "3s", "--", "sleep", "600");

        assertThat(late.code()).isEqualTo(124);
        assertThat(late.err()).containsPattern("error: " + PID + " runs on \\(--timeout 3s\\)");
    }

    @Test
    void groupsHaveMembers() throws Exception {
        String pid = sleeper();
        plugin.succeed("create-group", "crew");
        plugin.succeed("join", "crew", pid);
        plugin.succeed("join", "crew", pid);
        assertThat(plugin.succeed("members", "crew")).isEqualTo(pid + "\n" + pid);
        assertThat(plugin.succeed("closest", "crew")).isEqualTo(pid);
        plugin.succeed("leave", "crew", pid);
        assertThat(plugin.succeed("get", "groups", "crew", "-o", "wide")).contains(pid);
        plugin.succeed("delete-group", "crew");
        assertThat(plugin.run("members", "crew").code()).isEqualTo(1);
        plugin.succeed("kill", pid);
    }

    @Test
    void functionsAreRunOnHostsAndMessagesAreSent() throws Exception {
        assertThat(plugin.succeed("rpc", "demo/alpha", "java.lang.Math:max", "3", "5"))
                .isEqualTo("5");
        String pid = sleeper();
        plugin.succeed("cast", pid, "{\"hello\": 1}");
        Plugin.Result call = plugin.run("call", pid, "hello", "--timeout", "1s");
        assertThat(call.code()).isEqualTo(124);
        plugin.succeed("kill", pid);
        assertThat(plugin.run("call", "nobody-has-this-name", "hello").err()).contains("(no_pid)");
    }

    @Test
    void poolsChange() throws Exception {
        plugin.succeed("cordon", "demo", "beta");
        // The pool's master hears of it when the resource has been changed.
        await().atMost(A_MINUTE)
                .untilAsserted(
                        () -> assertThat(plugin.succeed("get", "hosts", "demo")).contains("Ready,Cordoned"));
        plugin.succeed("uncordon", "demo", "beta");
        plugin.succeed("attach", "demo", "laptop");
        plugin.succeed("disconnect", "demo", "laptop");
        plugin.succeed("connect", "demo", "desk", "couch");
        plugin.succeed("disconnect", "demo", "desk", "couch");
    }

    @Test
    void aPoolIsScaledDrainedAndStopped(Kpool kpool) throws Exception {
        kpool.apply(Yaml.pool("short", "only"));
        plugin.succeed("wait", "short", "--timeout", "60s");
        plugin.succeed("scale", "short", "--replicas", "1");
        String pid = plugin.succeed("spawn", "--pool", "short", "--host", "only", "--", "sleep", "600");
        plugin.succeed("drain", "short", "only", "--grace-period", "0", "--timeout", "60s");
        assertThat(plugin.run("wait", pid, "--timeout", "10s").code()).isNotIn(0, 124);
        plugin.succeed("stop", "short", "--timeout", "100s");
        assertThat(plugin.run("get", "pools", "short").code()).isEqualTo(1);
    }

    @Test
    void aReportIsWritten() throws Exception {
        Path file = folder.resolve("report.zip");

        plugin.succeed("report", "--file", file.toString());

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void shellsAreAnswered() throws Exception {
        assertThat(program.succeed("completion", "bash")).contains("complete -F");
        assertThat(program.complete("get", "hosts", "de").lines().toList()).containsExactly("demo", ":4");
        assertThat(program.complete("cordon", "demo", "").lines().toList()).containsExactly("alpha", "beta", ":4");
    }

    @ParameterizedTest
    @CsvSource({
        "get hosts nope, 1",
        "get processes nope, 1",
        "explain nope, 1",
        "status nope, 1",
        "wait nope, 1",
        "scale nope --replicas 1, 1",
        "stop nope, 1",
        "cordon nope alpha, 1",
        "cordon demo nope, 1",
        "drain demo nope, 1",
        "disconnect demo nope, 1",
        "rpc demo/alpha no.Such:thing, 1",
        "rpc demo/nope java.lang.Math:max 3 5, 1",
        "spawn --pool nope -- true, 1",
        "spawn --pool demo -- no-such-program, 1",
        "members nope, 1",
        "closest nope, 1",
        "join nope demo/alpha.1.1, 1",
        "whereis nope, 1",
        "logs " + NOBODY + ", 1",
        "wait " + NOBODY + ", 1",
        "call " + NOBODY + " hello, 1",
        "logs nope, 2",
        "kill nope, 2"
    })
    void whatIsNotThereIsSaidInOneSentence(String line, int code) throws Exception {
        Plugin.Result result = plugin.run(line.split(" "));

        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err().lines()).hasSize(1).allMatch(said -> said.startsWith("error: "));
    }

    @Test
    void anImpersonatedOneMayDoWhatIsTheirs() throws Exception {
        assertThat(plugin.succeed("get", "pools", "-o", "name", "--as", account))
                .contains("nodepool.kpool.io/demo");
        for (String line : List.of("kill " + NOBODY, "call " + NOBODY + " hello", "scale demo --replicas 1")) {
            Plugin.Result refused = plugin.run((line + " --as " + account).split(" "));
            assertThat(refused.code()).as(line).isEqualTo(1);
            assertThat(refused.err().lines()).as(line).hasSize(1).allMatch(said -> said.contains("forbidden"));
        }
    }

    private static String sleeper() throws Exception {
        return plugin.succeed("spawn", "--pool", "demo", "--", "sleep", "600");
    }
}
