package io.kpool.crd;

/**
 * Why a condition of a Spawn is as it is. Succeeded tells the whole story to who looks at nothing else: while it is
 * Unknown, its reason is that of the step the Spawn is at.
 */
public final class SpawnReasons {
    /** Placed=False: there is no NodePool of that name in the namespace; cleared when one appears. */
    public static final String POOL_NOT_FOUND = "PoolNotFound";

    /** Placed=False: hosts are ready, and all their slots are taken or spec.cordoned of the pool names them, as the message says; cleared when one is free. With whenFull Fail also Succeeded=False, for good. */
    public static final String NO_CAPACITY = "NoCapacity";

    /** Placed=False: no host of the pool, or not the one asked for, is ready; cleared when one is. With whenFull Fail also Succeeded=False, for good. */
    public static final String NO_NODE = "NoNode";

    /** Placed=False: spec.hostName is no host of the pool; cleared when the pool has it. With whenFull Fail also Succeeded=False, for good. */
    public static final String HOST_NOT_FOUND = "HostNotFound";

    /** Placed=False: the last attempt ended and the next waits for backoffSeconds to pass; cleared when it is placed. */
    public static final String BACK_OFF = "BackOff";

    /** Placed=False: the worker of the last attempt was lost and may still run it; cleared when that is certain not to be. */
    public static final String LAST_ATTEMPT_UNCERTAIN = "LastAttemptUncertain";

    /** Placed=False: a process group of spec.groups does not exist; the message says which. Cleared when all of them do. */
    public static final String GROUP_NOT_FOUND = "GroupNotFound";

    /** Placed=False: a Spawn of spec.links does not run, or there is none of that name; the message says which. Cleared when all of them run. */
    public static final String PARTNER_NOT_STARTED = "PartnerNotStarted";

    /** Placed=True: a host was chosen, status.assignment has it; cleared by the next attempt. */
    public static final String ASSIGNED = "Assigned";

    /** Started=False, Succeeded=Unknown: it was sent to its worker, which has not answered; cleared by the answer. */
    public static final String DISPATCHED = "Dispatched";

    /** Started=True, Succeeded=Unknown: the process runs; cleared when it ends. */
    public static final String RUNNING = "Running";

    /** Started=False: it is not placed, or ended before it entered user code. */
    public static final String NOT_STARTED = "NotStarted";

    /** Started=True: it has run, and ended. */
    public static final String ENDED = "Ended";

    /** Succeeded=True: the function returned, or the command exited with code 0. Final, as is all that follows. */
    public static final String COMPLETED = "Completed";

    /** Succeeded=False: the command, or the function's own JVM, exited with another code. */
    public static final String EXIT_CODE = "ExitCode";

    /** Succeeded=False: the function threw. */
    public static final String EXCEPTION = "Exception";

    /** Succeeded=False: it was killed. */
    public static final String KILLED = "Killed";

    /** Succeeded=False: desiredState is Stopped. */
    public static final String STOPPED = "Stopped";

    /** Succeeded=False: it was ended in an orderly way, with its host or its pool. */
    public static final String SHUTDOWN = "Shutdown";

    /** Succeeded=False: its activeDeadlineSeconds had passed; no further attempt follows. */
    public static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

    /** Succeeded=False: its worker was lost, and its restartPolicy or maxAttempts allows no further attempt. */
    public static final String NO_CONNECTION = "NoConnection";

    /** Succeeded=False: a Spawn of spec.links had ended before; Placed=False too, unless that was found out by its worker. */
    public static final String NO_PROCESS = "NoProcess";

    /** Succeeded=False: there is no such class, or no public static method of that name takes these arguments. */
    public static final String UNDEFINED_FUNCTION = "UndefinedFunction";

    /** Succeeded=False: several methods take these arguments equally well. */
    public static final String AMBIGUOUS_FUNCTION = "AmbiguousFunction";

    /** Succeeded=False: the executable or working directory is not there or may not be used, or the JVM did not come up. */
    public static final String SPAWN_FAILED = "SpawnFailed";

    /** Succeeded=False: the result is larger than 64 KiB or cannot be written as JSON. */
    public static final String BAD_RESULT = "BadResult";

    /** Succeeded=False: an exit signal with a reason of its sender's own ended it; the message says the reason. */
    public static final String EXIT_SIGNAL = "ExitSignal";

    private SpawnReasons() {}
}
