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

    /**
     * For its mailbox.
     *
     * @param body JSON
     * @param call counted by the sender, which waits for a {@link Reply} of that number; 0: it waits for none
     */
    record Message(byte[] body, long call) implements PartySignal {}

    /** Answers a call. */
    record Reply(long call, Outcome outcome) implements PartySignal {
        /** How a call ended. */
        public sealed interface Outcome {}

        /** @param body JSON */
        public record Answered(byte[] body) implements Outcome {}

        /** @param message what a person can act on */
        public record Failed(Undelivered why, String message) implements Outcome {}
    }

    /** A message without a call was not delivered. */
    record Bounce(Undelivered why) implements PartySignal {}

    /** Why a message was not received. */
    enum Undelivered {
        /** There is no such process, or it ended before it had answered. */
        RECEIVER_GONE,
        /** Its mailbox has no room. */
        RECEIVER_FULL,
        /** Its worker was given up, or the way to it: it may have received the message. */
        RECEIVER_LOST
    }
}
