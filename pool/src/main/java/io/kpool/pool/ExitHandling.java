package io.kpool.pool;

/** How a process or session takes exit signals: Erlang's {@code process_flag(trap_exit, …)}. */
public enum ExitHandling {
    UNTRAPPED,
    TRAPPED;

    /** What a signal of that reason does. */
    public SignalEffect effectOf(ExitReason reason, SignalOrigin origin) {
        if (isKill(reason, origin)) {
            return SignalEffect.ENDS;
        }
        return switch (this) {
            case TRAPPED -> SignalEffect.DELIVERED;
            case UNTRAPPED -> reason.isSuccess() ? SignalEffect.NONE : SignalEffect.ENDS;
        };
    }

    /** Whether nothing helps against it. That a linked process was killed is news like any other. */
    public static boolean isKill(ExitReason reason, SignalOrigin origin) {
        return reason == ExitReason.KILLED && origin == SignalOrigin.SENT;
    }
}
