package io.kpool.crd;

/** The types of a NodePool's conditions. */
public final class NodePoolConditions {
    /** Every wanted host is ready; attached ones that are absent do not count. */
    public static final String READY = "Ready";

    /** Hosts start, drain or are replaced. */
    public static final String PROGRESSING = "Progressing";

    /** At least one host failed, or something that was asked for is not done; the pool serves with what is ready. */
    public static final String DEGRADED = "Degraded";

    private NodePoolConditions() {}
}
