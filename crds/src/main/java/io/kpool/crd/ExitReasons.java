package io.kpool.crd;

/** Why a process ended, as {@code status.exit.reason} of a Spawn says it. Those that Erlang has bear its names. */
public final class ExitReasons {
    /** The function returned, or the command exited with code 0. */
    public static final String NORMAL = "normal";

    /** The command, or the function's own JVM, exited with a code other than 0. */
    public static final String EXIT_CODE = "exit_code";

    /** The function threw; the message has the exception and where it came from. */
    public static final String EXCEPTION = "exception";

    /** It was killed by an exit signal that cannot be trapped, or by the kernel. */
    public static final String KILLED = "killed";

    /** It was ended in an orderly way: its Spawn was stopped or deleted, its host drained, or its pool ended. */
    public static final String SHUTDOWN = "shutdown";

    /** Its activeDeadlineSeconds had passed. */
    public static final String DEADLINE = "deadline";

    /** Its worker was lost; what it did until then is unknown. */
    public static final String NO_CONNECTION = "noconnection";

    /** A process it was to be linked with had ended before. */
    public static final String NO_PROCESS = "noproc";

    /** There is no such class, or no public static method of that name takes these arguments. */
    public static final String UNDEFINED_FUNCTION = "undefined_function";

    /** Several methods take these arguments equally well; the message lists them. */
    public static final String AMBIGUOUS_FUNCTION = "ambiguous_function";

    /** The executable or working directory is not there or may not be used, or the JVM did not come up. */
    public static final String SPAWN_FAILED = "spawn_failed";

    /** The result is larger than 64 KiB or cannot be written as JSON. */
    public static final String BAD_RESULT = "bad_result";

    /** By an exit signal with a reason of the sender's own, which is the message. */
    public static final String EXIT = "exit";

    private ExitReasons() {}
}
