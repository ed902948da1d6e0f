package io.kpool.bench.function;

import io.kpool.worker.api.Message;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.Self;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/** Casts that the {@link Server} has not acknowledged, in lots of as many as it acknowledges at once. */
final class UnderWay {
    /** So many lots are less than the receiver's mailbox holds. */
    static final int MOST = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Self self;
    private final Histogram nanos = Latencies.none();
    /** When the last cast of each lot was sent. */
    private final Queue<Long> lots = new ArrayDeque<>();

    UnderWay(Self self) {
        this.self = self;
    }

    /** One more lot. */
    void sent() {
        lots.add(System.nanoTime());
    }

    /** Takes note of what has been acknowledged, and waits while more lots than that are under way. */
    void await(int most) throws InterruptedException {
        for (Optional<Received> next = self.receive(Duration.ZERO);
                next.isPresent();
                next = self.receive(Duration.ZERO)) {
            acknowledged(next.get());
        }
        while (lots.size() > most) {
            acknowledged(self.receive(PATIENCE)
                    .orElseThrow(() -> new IllegalStateException(lots.size() + " thousand casts were not counted")));
        }
    }

    /** The last one's of each lot counts for all of it. */
    String latencies() {
        return Latencies.text(nanos);
    }

    private void acknowledged(Received word) {
        if (!(word instanceof Message)) {
            throw new IllegalStateException("a cast was lost: " + word);
        }
        nanos.recordValueWithCount(System.nanoTime() - lots.remove(), Server.ACKNOWLEDGED);
    }
}
