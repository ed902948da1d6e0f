package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits until more is known, as a new leader has to. It is looked at again after a while, and not with all that becomes
 * known: a thousand workers may come back at once. Lives on the loop.
 */
final class Waits {
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Loop loop;
    private List<Attempt> waiting = new ArrayList<>();
    private boolean due;

    /** Something that is to be done once, when it can be. */
    interface Attempt {
        /** Whether that was now. */
        boolean succeeds();
    }

    Waits(Loop loop) {
        this.loop = loop;
    }

    /** Does that now, or as soon as it can be. */
    void attempt(Attempt attempt) {
        if (!attempt.succeeds()) {
            waiting.add(attempt);
            if (!due) {
                due = true;
                loop.after(PERIOD, this::again);
            }
        }
    }

    private void again() {
        due = false;
        List<Attempt> former = waiting;
        waiting = new ArrayList<>();
        former.forEach(this::attempt);
    }
}
