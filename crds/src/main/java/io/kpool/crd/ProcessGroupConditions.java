package io.kpool.crd;

/** The types of a ProcessGroup's conditions. */
public final class ProcessGroupConditions {
    /** The group takes members, and those to be kept alive are. */
    public static final String READY = "Ready";

    private ProcessGroupConditions() {}
}
