package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl kpool says where a cluster's API server should be, and none is. */
@ExtendWith(KpoolExtension.class)
class PluginWithoutApiServerIT {
    private static final String PID = "demo/alpha.1.1";
    private static final String NOWHERE = "https://127.0.0.1:1";

    private static Plugin plugin;

    @BeforeAll
    static void plugin(Kpool kpool, @TempDir Path folder) throws IOException {
        String kubeconfig = kpool.kubectl("config", "view", "--raw");
        plugin = new PluginInJvm(
                Files.writeString(folder.resolve("down"), kubeconfig.replaceAll("server: .*", "server: " + NOWHERE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get pools",
                "get hosts demo",
                "status demo",
                "top",
                "spawn --pool demo -- true",
                "logs -f " + PID,
                "kill " + PID,
                "call " + PID + " hello",
                "members crew",
                "cordon demo alpha",
                "wait demo --timeout 30s"
            })
    void oneSentenceNamesIt(String line) throws Exception {
        Plugin.Result result = plugin.run(line.split(" "));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1).allMatch(said -> said.contains(NOWHERE));
    }
}
