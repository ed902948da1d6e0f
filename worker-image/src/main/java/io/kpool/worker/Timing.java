package io.kpool.worker;

import io.kpool.pool.Silence;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param tick between two looks at what is due
 * @param longestBackoff before the operator is dialled again
 * @param welcome a stream that was dialled and not welcomed for so long is given up; an operator may be busy with many
 * @param redial a stream on which nothing came for so long is given up
 * @param refuse new work is refused after so long without a word
 * @param heartbeat the load is told at least so often
 * @param tokenCheck between two looks at the token's file
 * @param deadlineGrace for a process whose deadline has passed, or that an exit signal ends
 * @param unkillable a process that has not ended so long after it was forced to is said to be unkillable
 * @param rejoin before an agent that was released dials again
 * @param lastWords for the operator to acknowledge the last exits
 */
record Timing(
        Duration tick,
        Duration longestBackoff,
        Duration welcome,
        Duration redial,
        Duration refuse,
        Duration heartbeat,
        Duration tokenCheck,
        Duration deadlineGrace,
        Duration unkillable,
        Duration rejoin,
        Duration lastWords) {
    /** Those that the protocol is made for. */
    static Timing usual() {
        return new Timing(
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                // Before the leader gives the worker up, with time left to dial and say hello.
                Duration.ofSeconds(6),
                Duration.ofMillis(Silence.REFUSE_AFTER_MILLIS),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3));
    }
}
