package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for bash, in bash, with a plugin that answers what it always answers. */
class CompletionScriptTest {
    @TempDir
    private Path folder;

    @Test
    void bashProposesWhatFits() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        Path plugin = folder.resolve("kubectl-kpool");
        Files.writeString(plugin, "#!/bin/sh\nprintf 'status\\ta pool\\nstop\\ta pool\\nget\\tall\\n:4\\n'\n");
        assertThat(plugin.toFile().setExecutable(true)).isTrue();
        Path script = Files.writeString(
                folder.resolve("script"),
                new Shell(folder).run("completion bash").out() + """
                    COMP_WORDS=(kubectl-kpool st)
                    COMP_CWORD=1
                    _kubectl_kpool
                    echo "${COMPREPLY[@]}"
                    """);

        ProcessBuilder bash = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true);
        bash.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        String said = new String(bash.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualTo("status stop\n");
    }
}
