package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours are for terminals of those who want them. */
class ColourTest {
    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;

    @Test
    void onATerminalOnly() throws IOException {
        assertThat(hosts("KPOOL_TERMINAL", "1")).contains(ESCAPE + "[32mReady" + ESCAPE + "[0m             1.23");
        assertThat(hosts("KPOOL_TERMINAL", "0")).doesNotContain(ESCAPE);
    }

    @Test
    void neverForWhoWantsNone() throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Shell shell = new Shell(cluster.kubeconfig(folder)).with("KPOOL_TERMINAL", "1");

            assertThat(shell.with("NO_COLOR", "1").run("get hosts").out()).doesNotContain(ESCAPE);
        }
    }

    private String hosts(String variable, String value) throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            return new Shell(cluster.kubeconfig(folder))
                    .with(variable, value)
                    .run("get hosts")
                    .out();
        }
    }
}
