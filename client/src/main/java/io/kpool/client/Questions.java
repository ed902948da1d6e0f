package io.kpool.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Calls beside the stream: they wait for one that is open; confined to the loop. */
final class Questions {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ClientLoop loop;
    private final Queue<Question<?, ?>> waiting = new ArrayDeque<>();
    /** Null: none is open. */
    private LiveStream stream;

    Questions(ClientLoop loop) {
        this.loop = loop;
    }

    void add(Question<?, ?> question) {
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
            Question<?, ?> question = waiting.remove();
            stream.ask(question, () -> loop.after(PAUSE, () -> add(question)));
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

    void failAll(KpoolException why) {
        waiting.forEach(question -> question.fail(why));
        waiting.clear();
    }
}
