package io.kpool.operator.live;

import io.kpool.pool.Answer;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.Output;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;

/** Who hears what a session is told. */
interface SessionListener {
    /** While its caller is away: it asks again when it is back. */
    SessionListener NOBODY = (number, answer) -> {};

    void told(long number, Answer answer);

    /** Whether other parties may be linked with that session, and tell it something. */
    default boolean isParty() {
        return true;
    }

    /** Whether it took that. */
    default boolean printed(Output output) {
        return false;
    }

    /** Whether it took that. */
    default boolean signalled(ProcessSignal signal) {
        return false;
    }

    /** How often the session stands under a key now. */
    default void stands(Membership now) {}

    /** The session is over, and not because its caller wanted that. */
    default void ended(Ended ended) {}
}
