package io.kpool.operator.agent;

import io.kpool.operator.security.Admission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Workers that were let in and that the API server is to be asked about: each about the token that it has when its turn
 * comes, and again for as long as there is no answer. Lives on the loop.
 *
 * @param <S> the streams of workers
 */
final class TokenReviewQueue<S extends TokenReviewQueue.Subject> {
    /** Few: nobody waits for these answers, and those who are at the door do. */
    static final int AT_ONCE = 4;

    private static final Logger LOG = Logger.getLogger(TokenReviewQueue.class);

    private final Loop loop;
    private final Duration pause;
    private final BiConsumer<S, Admission> verdicts;
    private final Map<S, Entry> entries = new HashMap<>();
    private final Queue<S> waiting = new ArrayDeque<>();
    private int underWay;

    /** Who is asked about. */
    interface Subject {
        /** It is gone: nobody needs to know any more. */
        boolean isClosed();

        /** Asks about the token that it has now; fails when the API server cannot be asked. */
        CompletionStage<Admission> review();
    }

    /**
     * @param pause before one is asked about again where there was no answer
     * @param verdicts acts on the answers
     */
    TokenReviewQueue(Loop loop, Duration pause, BiConsumer<S, Admission> verdicts) {
        this.loop = loop;
        this.pause = pause;
        this.verdicts = verdicts;
    }

    /** Its token, or its new one, is to be asked about. */
    void add(S subject) {
        Entry known = entries.get(subject);
        if (known != null) {
            known.changed = true;
        } else {
            entries.put(subject, new Entry());
            enqueue(subject);
        }
    }

    private void enqueue(S subject) {
        waiting.add(subject);
        askNext();
    }

    private void askNext() {
        while (underWay < AT_ONCE && !waiting.isEmpty()) {
            S subject = waiting.remove();
            if (subject.isClosed()) {
                entries.remove(subject);
            } else {
                ask(subject);
            }
        }
    }

    private void ask(S subject) {
        underWay++;
        entries.get(subject).changed = false;
        subject.review()
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    underWay--;
                    if (failure == null) {
                        answered(subject, answer);
                    } else {
                        failed(subject, failure);
                    }
                    askNext();
                }));
    }

    private void answered(S subject, Admission answer) {
        Entry entry = entries.remove(subject);
        if (!subject.isClosed()) {
            // Also what is said of a token that it has no more: who has a new one each time would never be judged.
            verdicts.accept(subject, answer);
            if (entry.changed) {
                add(subject);
            }
        }
    }

    private void failed(S subject, Throwable failure) {
        Entry entry = entries.get(subject);
        if (!entry.failed) {
            entry.failed = true;
            LOG.warnf("Cannot ask about the token of %s, tries again: %s", subject, failure.getMessage());
        }
        loop.after(pause, () -> enqueue(subject));
    }

    private static final class Entry {
        /** It has another token than the one that is asked about. */
        private boolean changed;

        private boolean failed;
    }
}
