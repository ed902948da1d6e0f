package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.worker.api.Self;

/** Self of the process of that pid. */
record ProcessSelf(String pid, String pool, String host) implements Self {
    static ProcessSelf of(Pid pid) {
        return new ProcessSelf(pid.toString(), pid.pool(), pid.host());
    }
}
