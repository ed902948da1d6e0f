package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStateTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("state");
    }

    @Test
    void isReadAsItWasWritten() {
        ClusterState state =
                ClusterState.starting(new Network(80)).running(new TreeMap<>(Map.of("control", 7L, "node-1", 8L)));

        state.write(file);

        assertThat(ClusterState.read(file)).contains(state);
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(ClusterState.read(file)).isEmpty();
    }

    @Test
    void isEmptyWhenItCannotBeUnderstood() throws IOException {
        Files.writeString(file, "phase=DANCING\nnetwork=80\n");

        assertThat(ClusterState.read(file)).isEmpty();
    }

    @Test
    void isEmptyWhenItsWriterWasCutOff() throws IOException {
        Files.writeString(file, "phase=RUNNING\n");

        assertThat(ClusterState.read(file)).isEmpty();
    }
}
