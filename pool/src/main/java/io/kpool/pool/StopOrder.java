package io.kpool.pool;

/**
 * How a process is to be ended.
 *
 * @param reason it exits with: {@link ExitReason#SHUTDOWN}, {@link ExitReason#KILLED} or {@link ExitReason#DEADLINE}
 * @param graceMillis between asking and forcing; 0: force at once
 */
public record StopOrder(ExitReason reason, long graceMillis) {
    public StopOrder {
        switch (reason) {
            case SHUTDOWN, KILLED, DEADLINE -> {}
            default -> throw new IllegalArgumentException("nobody ends a process with " + reason.text());
        }
        Numbers.requireNotNegative("graceMillis", graceMillis);
    }

    Exit exitBeforeStart(long unixMillis) {
        return Exit.of(reason, "ended before it started", unixMillis);
    }
}
