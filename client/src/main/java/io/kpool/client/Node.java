package io.kpool.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A host of a pool, as the operator knows it now.
 *
 * @param host its name
 * @param state {@code Ready}, {@code Starting}, {@code Suspect}, {@code Lost}, {@code Draining}, {@code Failed} or {@code
 *     Absent}
 * @param reason why it is in this state, in one word; the message says more
 * @param load in threads that run or could run: what was last reported, corrected by what was placed since
 * @param slots how many processes it runs at once, of which so many are used
 */
public record Node(
        String host,
        String state,
        String reason,
        String message,
        double load,
        int processes,
        int slots,
        int slotsUsed,
        long reportAgeMillis) {
    private static final String READY = "Ready";

    static Node of(io.kpool.protocol.live.Node wire) {
        return new Node(
                wire.getHost(),
                wire.getState(),
                wire.getReason(),
                wire.getMessage(),
                wire.getLoadMilli() / 1000.0,
                wire.getProcesses(),
                wire.getSlots(),
                wire.getSlotsUsed(),
                wire.getReportAgeMillis());
    }

    /** It takes processes. */
    public boolean isReady() {
        return state.equals(READY);
    }

    /** How old the last report of its load is; empty: there was none. */
    public Optional<Duration> reportAge() {
        return reportAgeMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(reportAgeMillis));
    }
}
