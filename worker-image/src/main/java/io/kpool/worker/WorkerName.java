package io.kpool.worker;

import io.kpool.pool.Pid;
import io.kpool.pool.directory.Node;

/** One life of a worker: what its pids begin with. */
record WorkerName(String pool, String host, long incarnation) {
    Pid pid(long serial) {
        return new Pid(pool, host, incarnation, serial);
    }

    /** Whether the operator has yet to say which life this is. */
    boolean isNameless() {
        return incarnation == 0;
    }

    WorkerName withIncarnation(long given) {
        return new WorkerName(pool, host, given);
    }

    /** The host that it is. */
    Node node() {
        return new Node(pool, host);
    }
}
