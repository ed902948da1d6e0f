package io.kpool.operator.nodepool;

/** What came of asking the API server for a pod. */
sealed interface PodOutcome {

    /** It is there. */
    record Made() implements PodOutcome {}

    /** It will not be, unless somebody changes something. */
    record Refused(HostFailure why) implements PodOutcome {}
}
