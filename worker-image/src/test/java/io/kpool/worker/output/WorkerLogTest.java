package io.kpool.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkerLogTest {
    private static final int LONG = 16 * 1024;
    private static final int LINES = 2 * WorkerLog.MOST_WAITING / LONG;

    private final CountDownLatch reads = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final WorkerLog log = new WorkerLog(new Unread(), InstantSource.system());

    @Test
    void holdsNoMoreThanThereIsRoomForAndLosesNoLine() throws Exception {
        AtomicInteger logged = new AtomicInteger();
        Thread process = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < LINES; i++) {
                log.line("demo/alpha.1.1", StreamName.STDOUT, "x".repeat(LONG));
                logged.incrementAndGet();
            }
        });

        Awaitility.await().until(() -> process.getState() == Thread.State.WAITING);
        // One that is being written, and what fits in its buffer.
        assertThat(logged.get()).isLessThan(WorkerLog.MOST_WAITING / LONG + 4);

        reads.countDown();
        process.join();
        log.flush(Duration.ofSeconds(20));
        assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(LINES);
    }

    @Test
    void anEventThatThereIsNoRoomForIsDropped() {
        for (int i = 0; i < LINES; i++) {
            log.event("x".repeat(LONG));
        }

        reads.countDown();
        log.flush(Duration.ofSeconds(20));
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .hasSizeBetween(1, WorkerLog.MOST_WAITING / LONG + 4);
    }

    /** Takes nothing until somebody reads. */
    private final class Unread extends OutputStream {
        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                reads.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
            written.write(bytes, offset, length);
        }
    }
}
