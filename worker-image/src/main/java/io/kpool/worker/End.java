package io.kpool.worker;

import io.kpool.pool.Silence;
import java.time.Duration;

/** Why an agent ended. */
enum End {
    /** It was asked to, and its processes had their time; its pod has 15 s beyond that. */
    DRAINED(0, Duration.ofSeconds(5), Duration.ofSeconds(10)),
    /** Its operator gave this incarnation up. */
    DISMISSED(0, Duration.ZERO, Duration.ofSeconds(3)),
    /** It heard nothing of an operator for too long: soon the leader starts elsewhere what ran here. */
    MASTER_LOST(1, Duration.ofSeconds(3), Duration.ofMillis(Silence.MASTER_LOSS_END_MILLIS));

    private final int exitCode;
    private final Duration grace;
    private final Duration atMost;

    End(int exitCode, Duration grace, Duration atMost) {
        this.exitCode = exitCode;
        this.grace = grace;
        this.atMost = atMost;
    }

    /** Whether it hastens an end that has begun for that other reason. */
    boolean overrides(End begun) {
        return switch (this) {
            case DRAINED -> false;
            case MASTER_LOST -> begun == DRAINED;
            case DISMISSED -> begun != DISMISSED;
        };
    }

    /** Between telling its processes to end and forcing them. */
    Duration grace() {
        return grace;
    }

    /** From telling its processes to end until nothing is waited for. */
    Duration atMost() {
        return atMost;
    }

    int exitCode() {
        return exitCode;
    }
}
