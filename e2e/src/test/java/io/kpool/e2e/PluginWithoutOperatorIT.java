package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What kubectl kpool says when the operator goes away, and while there is none. */
@Isolated
@ExtendWith(KpoolExtension.class)
class PluginWithoutOperatorIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private static PluginProgram plugin;

    @BeforeAll
    static void plugin(Kpool kpool) {
        assumeTrue(PluginProgram.isBuilt(), "there is no plugin: build with -Pimages");
        kpool.apply(Yaml.pool("demo", "alpha"));
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
        plugin = kpool.pluginProgram();
    }

    @AfterEach
    void start(Kpool kpool) {
        kpool.startOperator();
    }

    @Test
    void whileThereIsNoneOneSentenceSaysSo(Kpool kpool) throws Exception {
        String pid = plugin.succeed("spawn", "--pool", "demo", "--", "sh", "-c", "echo up; exec sleep 600");
        PluginProgram.Running following = following("logs", "-f", pid);

        kpool.stopOperator();

        Plugin.Result cut = following.result();
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.err()).isEqualTo("error: the output of " + pid + " was cut off; the process may run on\n");
        for (List<String> words : List.of(
                List.of("get", "hosts", "demo"), List.of("kill", pid), List.of("members", "crew"), List.of("top"))) {
            Plugin.Result refused = plugin.run(words.toArray(String[]::new));
            assertThat(refused.code()).as("%s", words).isEqualTo(1);
            assertThat(refused.err())
                    .as("%s", words)
                    .isEqualTo("error: kpool's operator does not answer behind the API server:"
                            + " see kubectl kpool check\n");
        }
        assertThat(plugin.succeed("get", "pools", "-o", "name")).isEqualTo("nodepool.kpool.io/demo");
        Plugin.Result check = plugin.run("check");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).containsPattern("failed +APIService +v1alpha1.live.kpool.io is not available");
    }

    @Test
    void whatIsAttachedEndsAsItsProcessAlsoUnderTheNextLeader(Kpool kpool) throws Exception {
        PluginProgram.Running attached =
                following("spawn", "--pool", "demo", "--attach", "--", "sh", "-c", "echo up; sleep 15; exit 3");

        kpool.killOperator();

        Plugin.Result result = attached.result();
        assertThat(result.err()).contains("the output was cut off; waiting for the end of demo/alpha.");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
    }

    /** It has printed the process's first line. */
    private static PluginProgram.Running following(String... words) throws IOException {
        PluginProgram.Running following = plugin.start(words);
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(following.out()).hasContent("up"));
        return following;
    }
}
