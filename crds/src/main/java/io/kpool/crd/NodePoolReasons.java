package io.kpool.crd;

/** Why a condition of a NodePool is as it is. */
public final class NodePoolReasons {
    /** Ready=True: every wanted host is ready; cleared when one is not. */
    public static final String ALL_HOSTS_READY = "AllHostsReady";

    /**
     * Ready=False: hosts are starting, or not heard for a moment, and none has failed; Progressing=True: hosts are
     * starting; cleared when they are ready or fail.
     */
    public static final String HOSTS_STARTING = "HostsStarting";

    /** Ready=False, Degraded=True: at least one host failed or was lost, status.hosts says why; cleared when it is ready or removed. */
    public static final String HOSTS_FAILED = "HostsFailed";

    /** Ready=True: the pool was scaled down to no host; cleared when it is scaled up. */
    public static final String SCALED_TO_ZERO = "ScaledToZero";

    /** Ready=True: all hosts are attached ones, and none is there; cleared when one joins. */
    public static final String HOSTS_ABSENT = "HostsAbsent";

    /** Progressing=True: hosts that were removed give their processes time to end; cleared when they are gone. */
    public static final String HOSTS_DRAINING = "HostsDraining";

    /** Progressing=True: workers are replaced because the template has changed; cleared when all are new. */
    public static final String ROLLING = "Rolling";

    /** Progressing=False: nothing is to be done; cleared by the next change. */
    public static final String SETTLED = "Settled";

    /** Degraded=False: no host has failed and all that was asked for is done; cleared when one fails. */
    public static final String NO_HOST_FAILED = "NoHostFailed";

    /** Ready=False, Degraded=True: no pod can be made from spec.template, the message says why; cleared when the user corrects it. */
    public static final String INVALID_TEMPLATE = "InvalidTemplate";

    /** Degraded=True: a thread ignores its interruption and keeps its slot; cleared when it ends or its worker is replaced. */
    public static final String PROCESS_UNKILLABLE = "ProcessUnkillable";

    private NodePoolReasons() {}
}
