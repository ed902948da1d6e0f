package io.kpool.crd;

/** Why a host is in its state, in {@code NodePool.status.hosts}. Unless said otherwise the operator clears a reason by starting the host again. */
public final class HostReasons {
    /** Starting: its pod is being made, or waits for its container to run; the message says for what. */
    public static final String POD_PENDING = "PodPending";

    /** Starting: its container runs and its agent has not joined yet. */
    public static final String JOINING = "Joining";

    /** Ready: it takes processes; cleared when it does not. */
    public static final String JOINED = "Joined";

    /** Ready, but it gets nothing new since spec.cordoned names it; cleared when the user takes it out there. */
    public static final String CORDONED = "Cordoned";

    /** Suspect or Lost, Absent if it is an attached one: its stream broke or it was not heard of; cleared when it is heard of, or its next worker has joined. */
    public static final String SILENT = "Silent";

    /** Failed: its image cannot be pulled; the user corrects the image's name or the pull secret. */
    public static final String IMAGE_PULL_FAILED = "ImagePullFailed";

    /** Failed: a ResourceQuota of the namespace refuses the pod; the user raises it or asks for less. */
    public static final String QUOTA_EXCEEDED = "QuotaExceeded";

    /** Failed: admission (PodSecurity, a policy, a webhook) refuses the pod, the message says which; the user changes the template or the policy. */
    public static final String FORBIDDEN = "Forbidden";

    /** Failed: the API server finds the pod invalid; the user corrects spec.template. */
    public static final String POD_INVALID = "PodInvalid";

    /** Failed: the API server did not answer when it was asked for the pod, or failed; it is asked again. In other states: when it was asked to delete the pod. */
    public static final String API_SERVER_ERROR = "ApiServerError";

    /** Failed: no node fits the pod; the user makes room or corrects nodeName or nodeSelector. */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /** Failed: the container could not be made, for example for want of a ConfigMap; the user provides what the message names. */
    public static final String CONTAINER_NOT_CREATED = "ContainerNotCreated";

    /** Failed: the worker ended by itself; the message has the last lines of its output. */
    public static final String CRASHED = "Crashed";

    /** Failed: the worker needed more memory than its limit; the user raises the limit. */
    public static final String OUT_OF_MEMORY = "OutOfMemory";

    /** Failed: the worker ran for startTimeoutSeconds without joining the pool. */
    public static final String START_TIMEOUT = "StartTimeout";

    /** Failed, or Absent if it is an attached one: the token that was shown for this host was not accepted; the message says why. */
    public static final String TOKEN_REFUSED = "TokenRefused";

    /** Failed: a pod of that name belongs to someone else; the user removes it or names the host otherwise. */
    public static final String NAME_TAKEN = "NameTaken";

    /** Failed: the node evicted the pod, for want of memory or disk. A pod that its node or Kubernetes ends for another cause, or never starts, has the reason that its own status gives, such as UnexpectedAdmissionError, NodeAffinity, Terminated or DeadlineExceeded. */
    public static final String EVICTED = "Evicted";

    /** Draining: somebody deleted its pod; the next worker is started when that is gone. */
    public static final String POD_DELETED = "PodDeleted";

    /** Lost: its node does not answer; it is started again when its pod object is gone. */
    public static final String NODE_UNREACHABLE = "NodeUnreachable";

    /** Draining: spec.hosts, spec.replicas or spec.attached no longer asks for it; it disappears when it has ended. */
    public static final String REMOVED = "Removed";

    /** Draining: its worker is replaced by one from the new template. */
    public static final String REPLACED = "Replaced";

    /** Absent: spec.attached names it and nobody has started it; cleared when it joins. */
    public static final String NOT_ATTACHED = "NotAttached";

    private HostReasons() {}
}
