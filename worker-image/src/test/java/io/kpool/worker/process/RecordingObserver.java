package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what it was told, for a test to wait for. */
public final class RecordingObserver implements ProcessObserver {
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<ProcessSignal> sent = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    @Override
    public void started() {
        assertThat(outcome).as("started comes before ended").isNotDone();
        started.countDown();
    }

    @Override
    public void sends(ProcessSignal signal) {
        sent.add(signal);
    }

    List<ProcessSignal> sent() {
        return sent;
    }

    @Override
    public void ended(Outcome ended) {
        outcome.complete(ended);
    }

    void awaitStarted() throws InterruptedException {
        assertThat(started.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("started")
                .isTrue();
    }

    boolean hasStarted() {
        return started.getCount() == 0;
    }

    boolean hasEnded() {
        return outcome.isDone();
    }

    Outcome outcome() throws Exception {
        return outcome.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }
}
