package io.kpool.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Calls beside the stream: they wait for one that is open; confined to the loop. */
final class Questions {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ClientLoop loop;
    private final Queue<Beside> waiting = new ArrayDeque<>();
    /** Null: none is open. */
    private LiveStream stream;
    /** Null: the session is not over. */
    private KpoolException over;

    Questions(ClientLoop loop) {
        this.loop = loop;
    }

    void add(Beside question) {
        if (over != null) {
            question.fail(over);
            return;
        }
        waiting.add(question);
        ask();
    }

    void opened(LiveStream open) {
        stream = open;
        ask();
    }

    void closed() {
        stream = null;
    }

    private void ask() {
        while (stream != null && !waiting.isEmpty()) {
            Beside question = waiting.remove();
            stream.ask(question, () -> again(question));
        }
    }

    // The loop of a session that is over runs nothing later.
    private void again(Beside question) {
        if (over != null) {
            question.fail(over);
        } else {
            loop.after(PAUSE, () -> add(question));
        }
    }

    /** Those that have waited too long. */
    void failLate(String why) {
        waiting.removeIf(question -> {
            if (question.isLate()) {
                question.fail(new KpoolException(ErrorCode.UNAVAILABLE, why));
            }
            return question.isLate();
        });
    }

    /** All of them, and those that are asked later. */
    void failAll(KpoolException why) {
        over = why;
        waiting.forEach(question -> question.fail(why));
        waiting.clear();
    }
}
