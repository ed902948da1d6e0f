package io.kpool.pool.directory;

/** What may be asked of one key. */
public enum Reading {
    /** {@code pg2:get_members/1}: all, in the order of pids, each as often as it joined. */
    GET_MEMBERS,
    /** {@code pg2:get_local_members/1}: likewise those of the asker's host. */
    GET_LOCAL_MEMBERS,
    /** {@code pg2:get_closest_pid/1}: one of the asker's host if there is one, else any. */
    GET_CLOSEST_PID,
    /** Distribunator's {@code pid_of/1}: one at random, as its documentation says. */
    PID_OF,
    /** Distribunator's {@code all_pids_of/1}, each as often as it was registered. */
    ALL_PIDS_OF,
    /** Distribunator's {@code all_nodes_of/1}, each once, in the order of their first pids. */
    ALL_NODES_OF
}
