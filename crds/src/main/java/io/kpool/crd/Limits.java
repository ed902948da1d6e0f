package io.kpool.crd;

/** The bounds of what a resource may hold. They also keep the cost of its rules within what the API server allows. */
public final class Limits {
    /** Named hosts of a pool, and elastic ones. */
    public static final int HOSTS = 1000;

    /** Hosts of a pool that someone else starts. */
    public static final int ATTACHED_HOSTS = 250;

    /** Processes that one worker runs at once. */
    public static final int SLOTS = 100_000;

    /** Entries of {@code NodePool.status.hosts}; the live API has them all. */
    public static final int REPORTED_HOSTS = 100;

    /** Entries of {@code ProcessGroup.status.firstMembers}; the live API has them all. */
    public static final int REPORTED_MEMBERS = 100;

    /** Members of a process group that are kept alive. */
    public static final int GROUP_REPLICAS = 100_000;

    /** Characters of a name, of a process group or of a process. */
    public static final int NAME = 253;

    /** Names, groups or links of one process. */
    public static final int BONDS = 64;

    /** Bytes of the JSON of a result. */
    public static final int RESULT_BYTES = 65_536;

    /** Arguments of a Java function. */
    public static final int ARGUMENTS = 256;

    /** Characters of a Java function's arguments, all together. */
    public static final int ARGUMENTS_SIZE = 65_536;

    /** Characters of a command's argv, and of its env, all together. */
    public static final int COMMAND_SIZE = 131_072;

    /** Characters of one entry of a command's argv or env. */
    public static final int COMMAND_ENTRY = 32_768;

    /** Characters of a command's standard input. */
    public static final int STDIN = 65_536;

    /** Of a time to live or a deadline: ten years. */
    public static final int SECONDS = 315_360_000;

    /** Characters of a message in a status. */
    public static final int MESSAGE = 4096;

    private Limits() {}
}
