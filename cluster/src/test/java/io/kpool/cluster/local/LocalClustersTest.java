package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.image.DockerArchive;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class LocalClustersTest {
    @TempDir
    private Path cache;

    @Test
    @EnabledIf(
            value = "io.kpool.cluster.local.LocalMachine#canRunClusters",
            disabledReason = "local processes need root on Linux")
    void aStartThatFailsForWhateverReasonLeavesNoProcess() throws IOException {
        RunFolder folder = RunFolder.of(new Cache(cache), "fails");
        Files.createDirectories(cache.resolve("run"));
        Files.writeString(folder.path(), "no folder, so that nothing can be written below it");
        Process started = Command.of("sleep", "1000")
                .with(Map.of(Leftovers.MARK, folder.path().toString()))
                .start(cache.resolve("log"));
        var clusters =
                new LocalClusters(Map.of("KPOOL_CACHE", cache.toString(), "KPOOL_CLUSTER_NAME", "fails"), line -> {});
        var startup = new Startup(
                folder, new Binaries(cache, "kubernetes", "coredns", "helm"), new SearchPath(List.of()), line -> {});
        var files = new HostFiles(folder, new Network(80), cache, new DockerArchive(cache.resolve("pause.tar")));

        assertThatThrownBy(() -> clusters.start(startup, files))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("The cluster cannot be started: ")
                .hasMessageEndingWith("see the logs in " + folder.logs() + ".");

        assertThat(started.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
}
