package io.kpool.pool;

/** What the cluster says about a worker that is no more. */
public enum GoneEvidence {
    /** The kubelet reported that its container ended: nothing of it runs. */
    CONTAINER_ENDED,
    /** Its pod object is gone, which proves nothing: it may have been deleted by force. */
    POD_GONE;

    public boolean isProof() {
        return this == CONTAINER_ENDED;
    }
}
