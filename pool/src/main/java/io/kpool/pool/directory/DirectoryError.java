package io.kpool.pool.directory;

/** Why nothing was found, as the originals say it. */
public enum DirectoryError {
    /** {@code pg2}'s {@code {no_such_group, Name}}. */
    NO_SUCH_GROUP,
    /** {@code pg2}'s {@code {no_process, Name}}: the group is empty. */
    NO_PROCESS,
    /** Distribunator's {@code "no pid"}: nobody is registered. */
    NO_PID
}
