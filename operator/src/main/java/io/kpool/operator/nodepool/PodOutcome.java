package io.kpool.operator.nodepool;

/** What came of asking the API server for a pod. */
sealed interface PodOutcome {

    /** It is there since this request. */
    record Made() implements PodOutcome {}

    /** An earlier request of ours made it, and it was not seen yet: nothing new begins. */
    record AlreadyThere() implements PodOutcome {}

    /** It may be the next time. */
    record NotNow() implements PodOutcome {}

    /** It will not be, unless somebody changes something or the API server recovers. */
    record Refused(HostFailure why) implements PodOutcome {}
}
