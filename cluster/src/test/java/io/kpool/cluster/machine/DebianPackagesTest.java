package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianPackagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path root;

    @Test
    void saysInOneSentenceWhatToInstallWithoutAptGet() {
        DebianPackages packages = DebianPackages.ofThisMachine(new SearchPath(List.of()), said::add);

        assertThatThrownBy(() -> packages.install(List.of("runc", "containerd", "runc")))
                .hasMessage("Install containerd, runc (as these Debian packages are called) with this system's package"
                        + " manager.");
    }

    @Test
    void doesNothingWhenNothingIsMissing() {
        DebianPackages.ofThisMachine(new SearchPath(List.of()), said::add).install(List.of());

        assertThat(said).isEmpty();
    }

    @Test
    void twoAtOnceInstallOneAfterTheOther() throws IOException {
        // As apt-get is about its package lists: whoever comes second is sent away.
        aptGet("mkdir lists || { echo 'Could not get lock'; exit 100; }; echo \"$@\" >> done; sleep 0.2; rmdir lists");

        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = both.submit(() -> packages().install(List.of("runc")));
            Future<?> second = both.submit(() -> packages().install(List.of("mmdebstrap")));

            assertThat(first).succeedsWithin(PATIENCE);
            assertThat(second).succeedsWithin(PATIENCE);
        }
        assertThat(root.resolve("done")).content().contains(" runc\n", " mmdebstrap\n");
    }

    @Test
    void noServiceStartsWhileAnythingIsInstalled() throws IOException {
        aptGet("usr/sbin/policy-rc.d; echo $? >> done");

        packages().install(List.of("runc"));

        assertThat(root.resolve("done")).hasContent("101\n101\n");
        assertThat(root.resolve("usr/sbin/policy-rc.d")).doesNotExist();
    }

    private DebianPackages packages() {
        return new DebianPackages(new SearchPath(List.of(root.resolve("bin"))), root, line -> {});
    }

    private void aptGet(String script) throws IOException {
        Files.createDirectories(root.resolve("usr/sbin"));
        Path program = Files.createDirectories(root.resolve("bin")).resolve("apt-get");
        Files.writeString(program, "#!/bin/sh\nPATH=/usr/bin:/bin; cd " + root + "\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
