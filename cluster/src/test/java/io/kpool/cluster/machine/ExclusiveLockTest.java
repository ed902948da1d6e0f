package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.ClusterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveLockTest {
    @TempDir
    private Path folder;

    @Test
    void theSecondIsToldWhoHasIt() {
        Path file = folder.resolve("new/lock");
        try (ExclusiveLock _ = ExclusiveLock.acquire(file, "testing")) {
            assertThatThrownBy(() -> ExclusiveLock.acquire(file, "testing"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessage("Process " + ProcessHandle.current().pid()
                            + " is already testing; wait until it is done, or end it and try again.");
        }
    }

    @Test
    void isFreeAgainAfterwards() {
        Path file = folder.resolve("lock");
        ExclusiveLock.acquire(file, "testing").close();

        ExclusiveLock again = ExclusiveLock.acquire(file, "testing");

        assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
        again.close();
    }

    @Test
    void whoeverWaitsIsToldForWhomAndGetsItAfterwards() {
        Path file = folder.resolve("lock");
        ExclusiveLock first = ExclusiveLock.acquire(file, "testing");
        List<String> said = new ArrayList<>();

        ExclusiveLock.await(file, "testing", line -> {
                    said.add(line);
                    first.close();
                })
                .close();

        assertThat(said)
                .containsExactly(
                        "waiting for process " + ProcessHandle.current().pid() + ", which is testing");
    }
}
