package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.KeyState;
import io.kpool.pool.directory.Reading;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what it was told, for a test to wait for. */
public final class RecordingObserver implements ProcessObserver, Exchange {
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<ProcessSignal> sent = new CopyOnWriteArrayList<>();
    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final List<Long> watches = new CopyOnWriteArrayList<>();
    private final List<Long> abandoned = new CopyOnWriteArrayList<>();
    private final Answer answer;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** @param answer to all questions */
    RecordingObserver(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void started() {
        assertThat(outcome).as("started comes before ended").isNotDone();
        started.countDown();
    }

    @Override
    public void sends(ProcessSignal signal) {
        sent.add(signal);
    }

    @Override
    public Exchange exchange() {
        return this;
    }

    @Override
    public void abandons(long call) {
        abandoned.add(call);
    }

    @Override
    public CompletableFuture<Found> reads(Key key, Reading reading) {
        return CompletableFuture.completedFuture(new Found.Texts(List.of(reading + " " + key)));
    }

    @Override
    public CompletableFuture<Answer> asks(Question question) {
        asked.add(question);
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<View> watches(long watch, Key key) {
        watches.add(watch);
        return CompletableFuture.completedFuture(new KeyState(key).view(_ -> false));
    }

    @Override
    public void unwatches(long watch) {
        watches.remove(watch);
    }

    List<Question> asked() {
        return asked;
    }

    List<Long> watches() {
        return watches;
    }

    List<Long> abandoned() {
        return abandoned;
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
