package io.kpool.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What to spawn, and how. Immutable: to be made once and spawned often. */
public final class ProcessSpec {
    private static final OutputListener NOBODY = output -> {};

    private final Program program;
    private final String host;
    private final int deadlineSeconds;
    private final OutputListener listener;

    private ProcessSpec(Program program, String host, int deadlineSeconds, OutputListener listener) {
        this.program = Objects.requireNonNull(program, "program");
        this.host = Objects.requireNonNull(host, "host");
        this.deadlineSeconds = deadlineSeconds;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    public static ProcessSpec of(Program program) {
        return new ProcessSpec(program, "", 0, NOBODY);
    }

    /** Only there, instead of where the pool would choose. */
    public ProcessSpec onHost(String name) {
        return new ProcessSpec(program, name, deadlineSeconds, listener);
    }

    /**
     * It ends with {@link ExitReason#DEADLINE} when it has run for so long.
     *
     * @param limit whole seconds, at least one
     */
    public ProcessSpec withDeadline(Duration limit) {
        if (limit.toSeconds() < 1 || limit.toSeconds() > Integer.MAX_VALUE) {
            throw new KpoolException(ErrorCode.INVALID, "a deadline is at least a second, not " + limit);
        }
        return new ProcessSpec(program, host, (int) limit.toSeconds(), listener);
    }

    /** What it prints comes here, live: it is its caller's, as in Erlang. */
    public ProcessSpec withOutput(OutputListener to) {
        return new ProcessSpec(program, host, deadlineSeconds, to);
    }

    /** In bytes, roughly. */
    int size() {
        return switch (program) {
            case JavaFunction function -> function.wire().getSerializedSize();
            case Command command -> command.wire().getSerializedSize();
        };
    }

    Program program() {
        return program;
    }

    String host() {
        return host;
    }

    /** 0: none. */
    int deadlineSeconds() {
        return deadlineSeconds;
    }

    Optional<OutputListener> listener() {
        return listener == NOBODY ? Optional.empty() : Optional.of(listener);
    }

    @Override
    public String toString() {
        return host.isEmpty() ? program.toString() : program + " on " + host;
    }
}
