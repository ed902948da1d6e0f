package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Pid;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.ProcessSignal;

/** Exit signals from outside any process: Erlang's {@code exit/2} by nobody in particular. Lives on the loop. */
final class ExitSignals {

    /** A kill ends it though it traps; anything else is its own affair, and without effect if it is no more. */
    void send(Leading leading, PoolKey pool, Pid pid, ExitSignal signal) {
        if (signal.getReason() == ExitReason.KILLED) {
            leading.pools().kill(pool, pid);
        } else {
            leading.pools()
                    .deliver(
                            pool,
                            pid,
                            ProcessSignal.newBuilder().setExit(signal).build());
        }
    }
}
