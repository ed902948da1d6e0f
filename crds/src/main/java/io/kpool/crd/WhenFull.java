package io.kpool.crd;

/** What becomes of a request that finds no free slot. */
public enum WhenFull {
    Wait,
    Fail;

    public boolean waits() {
        return this == Wait;
    }
}
