package io.kpool.crd;

/** Who replaces the workers of a pool whose template has changed. */
public enum UpdateStrategyType {
    /** The operator, draining a few at a time. */
    RollingUpdate,
    /** Nobody: a worker is new when its pod was deleted. */
    OnDelete;

    public boolean rolls() {
        return this == RollingUpdate;
    }
}
