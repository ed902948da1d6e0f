package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a JVM of its own: it exits with 130 and says what became of the process. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWaitedForRunsOn() throws Exception {
        assertThat(interrupted("spawn --pool endless --wait -- sleep 600", "demo/alpha.1764000000.1"))
                .isEqualTo("demo/alpha.1764000000.1 runs on");
    }

    @Test
    void whatIsAttachedIsAskedToShutDown() throws Exception {
        try (RecordedCluster cluster = new RecordedCluster()) {
            String said = interrupted(cluster, "spawn --pool endless --attach -- sleep 600", "demo/alpha.1764000000.1");

            assertThat(said).startsWith("demo/alpha.1764000000.1 was asked to shut down and still runs");
            assertThat(cluster.takeWrites())
                    .anyMatch(write -> write.contains("/exit/alpha.1764000000.1 {\"reason\":\"shutdown\""));
        }
    }

    @Test
    void whatEndsThenIsSaidToHaveEndedOnce() throws Exception {
        assertThat(interrupted("spawn --pool parting --attach -- sleep 600", "parting/alpha.1764000000.1"))
                .isEqualTo("parting/alpha.1764000000.1 ended: shutdown: Ctrl-C");
    }

    @Test
    void aSpawnIsStoppedWithAllItsAttempts() throws Exception {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Process process = start(cluster, "spawn --pool demo --link master --attach -n parting -- sleep 600");
            BufferedReader errors = errors(process);
            assertThat(errors.readLine()).isEqualTo("spawn.kpool.io/long created");
            assertThat(errors.readLine()).isEqualTo("demo/alpha.1764000000.4");
            interrupt(process);

            assertThat(rest(errors)).isEqualTo("demo/alpha.1764000000.4 ended: shutdown: it was stopped");
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(cluster.takeWrites())
                    .anyMatch(write -> write.startsWith("PUT ") && write.contains("\"desiredState\":\"Stopped\""));
        }
    }

    @Test
    void whatHasNoPlaceYetWaitsOn() throws Exception {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Process process = start(cluster, "spawn --pool waiting -- true");
            while (cluster.takeWrites().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            interrupt(process);

            assertThat(rest(errors(process))).contains("it still waits for a place in pool waiting");
            assertThat(process.waitFor()).isEqualTo(130);
        }
    }

    private String interrupted(String line, String first) throws Exception {
        try (RecordedCluster cluster = new RecordedCluster()) {
            return interrupted(cluster, line, first);
        }
    }

    private String interrupted(RecordedCluster cluster, String line, String first) throws Exception {
        Process process = start(cluster, line);
        BufferedReader errors = errors(process);
        assertThat(errors.readLine()).isEqualTo(first);
        interrupt(process);
        String said = rest(errors);
        assertThat(process.waitFor()).as(said).isEqualTo(130);
        return said;
    }

    private Process start(RecordedCluster cluster, String line) throws IOException {
        // Ctrl-C is ignored by what a shell starts in the background, and by all that this starts.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kpool.kubectl.Main"));
        command.addAll(Shell.words(line));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("KUBECONFIG", cluster.kubeconfig(folder).toString());
        return builder.start();
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private static BufferedReader errors(Process process) {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    private static String rest(BufferedReader reader) {
        return reader.lines().collect(Collectors.joining("\n"));
    }
}
