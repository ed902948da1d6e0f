package io.kpool.crd;

/** The types of a Spawn's conditions. */
public final class SpawnConditions {
    /** A host was chosen for the current attempt. */
    public static final String PLACED = "Placed";

    /** The process has its pid and is about to enter user code, or was at some time. */
    public static final String STARTED = "Started";

    /** It ended normally; False: in another way. Unknown until it has ended for good, with the state it is in as reason. */
    public static final String SUCCEEDED = "Succeeded";

    private SpawnConditions() {}
}
