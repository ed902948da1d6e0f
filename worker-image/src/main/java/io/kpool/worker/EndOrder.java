package io.kpool.worker;

import io.kpool.protocol.process.ExitReason;
import java.time.Duration;

/**
 * That a process is to end.
 *
 * @param reason with which it exits, whatever it answers
 * @param message the same; empty: nothing to add
 * @param grace between asking and forcing; zero: it is forced at once
 */
record EndOrder(ExitReason reason, String message, Duration grace) {
    static EndOrder of(ExitReason reason, Duration grace) {
        return new EndOrder(reason, "", grace);
    }

    /** Whether it goes before one that was given earlier. */
    boolean isKill() {
        return reason == ExitReason.KILLED;
    }
}
