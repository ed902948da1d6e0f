package io.kpool.crd;

/** Where a Java function runs. */
public enum Isolation {
    /** On a virtual thread of the worker's JVM. */
    Thread,
    /** In a JVM of its own. */
    Process
}
