package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.ClusterException;
import java.nio.file.Path;
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
}
