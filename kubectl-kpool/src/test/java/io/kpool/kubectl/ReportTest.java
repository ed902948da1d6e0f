package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file for a bug report. */
class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void hasWhatCanBeHadAndSaysWhatCannot() throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Path file = folder.resolve("report.zip");
            Shell shell = new Shell(cluster.kubeconfig(folder));

            Shell.Result result = shell.run("report --file " + file);

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).isEqualTo(file + "\n");
            var entries = entries(file);
            assertThat(entries)
                    .containsKeys(
                            "versions.txt",
                            "nodepools.yaml",
                            "pools/demo/hosts.yaml",
                            "pools/demo/processes.yaml",
                            "operator/missing.txt");
            assertThat(entries.get("events.yaml")).startsWith("# ");
            assertThat(entries.get("pools/demo/hosts.yaml")).contains("ImagePullBackOff");
            assertThat(shell.run("report --file " + file).err()).contains("is there already");
        }
    }

    @Test
    void isMadeAlsoByWhoMayNotListPools() throws IOException {
        try (RecordedCluster cluster = new RecordedCluster()) {
            Path file = folder.resolve("report.zip");

            Shell.Result result = new Shell(cluster.kubeconfig(folder)).run("report -n forbidden --file " + file);

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.err()).contains("logs are as they are");
            assertThat(entries(file).get("nodepools.yaml")).startsWith("# ").contains("forbidden");
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("config", "report.zip");
        }
    }

    private static TreeMap<String, String> entries(Path file) throws IOException {
        TreeMap<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
