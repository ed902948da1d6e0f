package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not done in time exits with 124 and a word on what goes on. */
class TimeTest {
    @TempDir
    private Path folder;

    private RecordedCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new RecordedCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait demo/alpha.1764000000.1 --timeout 5s",
                "wait demo --timeout 5s",
                "spawn --pool waiting --timeout 5s -- true",
                "spawn --pool endless --wait --timeout 5s -- sleep 600",
                "drain demo alpha --grace-period 2s --timeout 9s"
            })
    void whatIsNotDoneInTime(String line) {
        Shell.Result result = impatient().run(line);

        assertThat(result.code()).as(result.err()).isEqualTo(124);
        assertThat(result.err().lines().toList().getLast())
                .startsWith("error: ")
                .contains("(--timeout ");
    }

    @Test
    void drainingAsksWhatStillRunsToShutDown() {
        Shell.Result result = impatient().run("drain demo alpha --grace-period 2s --timeout 9s");

        assertThat(result.err()).contains("asked 2 to shut down");
        assertThat(cluster.takeWrites()).anyMatch(write -> write.contains("/exit/alpha.1764000000.2"));
    }

    @Test
    void whatIsTooSlowToAnswer() {
        Shell.Result result =
                new Shell(cluster.kubeconfig(folder)).run("get pools --request-timeout 1ms --cluster nowhere");

        assertThat(result.code()).isIn(1, 124);
        assertThat(result.err()).startsWith("error: the API server http://127.0.0.1:1 ");
    }

    /** A second goes by each time that it looks at the clock. */
    private Shell impatient() {
        AtomicLong seconds = new AtomicLong();
        InstantSource ticking = () -> Shell.NOON.plusSeconds(seconds.getAndIncrement());
        return new Shell(cluster.kubeconfig(folder)).at(ticking);
    }
}
