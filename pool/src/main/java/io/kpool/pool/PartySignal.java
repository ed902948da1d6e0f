package io.kpool.pool;

/** What one party tells another. */
public sealed interface PartySignal {
    /** The two are linked from now on. */
    record Linked() implements PartySignal {}

    /** They are no longer. */
    record Unlinked() implements PartySignal {}

    /**
     * One has ended, or the other should.
     *
     * @param message what a person can act on, or the reason itself where that is {@link ExitReason#EXIT}
     */
    record ExitSignal(ExitReason reason, String message, SignalOrigin origin) implements PartySignal {}
}
