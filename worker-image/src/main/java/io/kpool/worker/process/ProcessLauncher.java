package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;

/** Makes processes of commands. */
@FunctionalInterface
public interface ProcessLauncher {
    /** What the command says as that pid, yet to be launched; does not wait for anything. */
    RunningProcess prepare(Spawn spawn, Pid pid, ProcessObserver observer);
}
