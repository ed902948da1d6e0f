package io.kpool.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OutputRouterTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final WorkerLog log = new WorkerLog(written, InstantSource.fixed(Instant.ofEpochSecond(0)));
    private final OutputRouter router = new OutputRouter(log);
    private final PrintStream out = router.printStream(StreamName.STDOUT);

    @Test
    void givesLinesToTheProcessOfTheThreadOrOfItsMaker() throws InterruptedException {
        var output = new ProcessOutput(Pid.parse("demo/alpha.1.1"), log);

        Thread bound = Thread.ofVirtual().start(() -> {
            router.bind(output);
            out.println("own \"words\"");
            Thread child = Thread.ofPlatform().start(() -> out.print("a child's"));
            join(child);
            output.finish();
        });
        bound.join();
        out.println("homeless");

        assertThat(output.tail(StreamName.STDOUT, 1000)).isEqualTo("own \"words\"\na child's");
        assertThat(output.tail(StreamName.STDERR, 1000)).isEmpty();
        log.flush(Duration.ofSeconds(5));
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"pid\":\"demo/alpha.1.1\",\"stream\":\"stdout\",\"line\":\"own \\\"words\\\"\"}",
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"pid\":\"demo/alpha.1.1\",\"stream\":\"stdout\",\"line\":\"a child's\"}",
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"message\":\"homeless\"}");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
