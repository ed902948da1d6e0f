package io.kpool.crd;

/** Why a condition of a ProcessGroup is as it is. */
public final class ProcessGroupReasons {
    /** Ready=False: this version does not carry out process groups yet; cleared by a version that does. */
    public static final String NOT_SUPPORTED_YET = "NotSupportedYet";

    private ProcessGroupReasons() {}
}
