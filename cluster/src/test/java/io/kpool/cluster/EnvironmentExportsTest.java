package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.cluster.machine.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentExportsTest {

    @Test
    void aShellReadsBackWhatWasWritten() {
        List<String> lines = EnvironmentExports.none()
                .withCluster(Path.of("/home/o'hara/kube config"))
                .withPrograms(List.of(Path.of("/a b"), Path.of("/c")))
                .withApiTests(Path.of("/cache"), "1.34.4")
                .lines();

        String script = String.join("\n", lines) + "\necho \"$KUBECONFIG|$PATH|$KUBE_API_TEST_DIR\"";
        String output = Command.of("sh", "-c", "PATH=/bin\n" + script).require();

        assertThat(output.strip()).isEqualTo("/home/o'hara/kube config|/a b:/c:/bin|/cache");
    }
}
