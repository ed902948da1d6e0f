package io.kpool.operator.agent;

import io.kpool.operator.security.Admission;
import io.kpool.operator.security.WorkerAdmission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The streams of workers that were let in and that the API server is to be asked about: each about the token that it has
 * when its turn comes, and again where there was no answer. Lives on the loop.
 */
final class TokenReviewQueue {
    /** Few: nobody waits for these answers, and those who are at the door do. */
    private static final int AT_ONCE = 4;
    /** With the pause between them, some minutes. */
    static final int TRIES = 60;

    private final Loop loop;
    private final WorkerAdmission admission;
    private final Duration pause;
    private final Verdicts verdicts;
    private final Map<AgentStream, Entry> entries = new HashMap<>();
    private final Queue<AgentStream> waiting = new ArrayDeque<>();
    private int underWay;

    /** Who acts on the answers. */
    interface Verdicts {
        void answered(AgentStream stream, Admission answer);

        /** There was none, however often it was asked for. */
        void unanswered(AgentStream stream);
    }

    TokenReviewQueue(Loop loop, WorkerAdmission admission, Duration pause, Verdicts verdicts) {
        this.loop = loop;
        this.admission = admission;
        this.pause = pause;
        this.verdicts = verdicts;
    }

    /** Its token, or its new one, is to be asked about. */
    void add(AgentStream stream) {
        Entry known = entries.get(stream);
        if (known != null) {
            known.changed = true;
        } else {
            entries.put(stream, new Entry());
            enqueue(stream);
        }
    }

    private void enqueue(AgentStream stream) {
        waiting.add(stream);
        askNext();
    }

    private void askNext() {
        while (underWay < AT_ONCE && !waiting.isEmpty()) {
            AgentStream stream = waiting.remove();
            if (stream.isClosed()) {
                entries.remove(stream);
            } else {
                ask(stream);
            }
        }
    }

    private void ask(AgentStream stream) {
        underWay++;
        entries.get(stream).changed = false;
        admission
                .review(stream.token(), stream.guest().claim())
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    underWay--;
                    heard(stream, answer);
                    askNext();
                }));
    }

    /** @param answer null: there is none */
    private void heard(AgentStream stream, Admission answer) {
        Entry entry = entries.get(stream);
        if (stream.isClosed()) {
            entries.remove(stream);
        } else if (answer != null) {
            entries.remove(stream);
            verdicts.answered(stream, answer);
            if (entry.changed) {
                add(stream);
            }
        } else if (--entry.triesLeft > 0) {
            loop.after(pause, () -> enqueue(stream));
        } else {
            entries.remove(stream);
            verdicts.unanswered(stream);
        }
    }

    private static final class Entry {
        private int triesLeft = TRIES;
        /** It has another token than the one that is asked about. */
        private boolean changed;
    }
}
