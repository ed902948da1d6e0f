package io.kpool.crd;

/** Why a condition of a ProcessGroup is as it is. */
public final class ProcessGroupReasons {
    /** Ready=True: the group takes members; spec.replicas asks for none to be kept alive. */
    public static final String TAKES_MEMBERS = "TakesMembers";

    /** Ready=True: the group takes members, and at least spec.replicas of those made from its template run. */
    public static final String MEMBERS_RUNNING = "MembersRunning";

    /** Ready=False: fewer members run than spec.replicas says, and others are on their way; the message says what one of them waits for. Cleared when enough run. */
    public static final String MEMBERS_STARTING = "MembersStarting";

    /** Ready=False: fewer members run than spec.replicas says, and at least one ended less than 10 s after its start, so that the next in its place waits: 1 s, twice as long each time in a row, at most 300 s. The message says how it ended. Cleared when enough run. */
    public static final String BACK_OFF = "BackOff";

    /** Ready=False: an older ProcessGroup of this namespace has the same group name; this one is without effect until that is deleted. */
    public static final String NAME_TAKEN = "NameTaken";

    private ProcessGroupReasons() {}
}
