package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.worker.api.Self;

/** Self of the process of that pid. */
final class ProcessSelf implements Self {
    private final Pid pid;

    ProcessSelf(Pid pid) {
        this.pid = pid;
    }

    @Override
    public String pid() {
        return pid.toString();
    }

    @Override
    public String pool() {
        return pid.pool();
    }

    @Override
    public String host() {
        return pid.host();
    }
}
