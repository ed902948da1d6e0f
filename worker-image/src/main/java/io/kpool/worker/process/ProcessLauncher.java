package io.kpool.worker.process;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;

/** Sets processes going. */
@FunctionalInterface
public interface ProcessLauncher {
    /** Starts what the command says as that pid; does not wait for it. */
    RunningProcess launch(Spawn spawn, Pid pid, ProcessObserver observer);
}
