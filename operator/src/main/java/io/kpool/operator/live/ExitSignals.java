package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.pool.Switchboard.Standing;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.ProcessSignal;

/** Exit signals from outside any process: Erlang's {@code exit/2} by nobody in particular. Lives on the loop. */
final class ExitSignals {

    void send(Leading leading, PoolKey pool, Party to, ExitSignal signal) {
        switch (to) {
            case Pid pid -> send(leading, pool, pid, signal);
            case SessionId session -> send(leading, pool.namespace(), session, signal);
        }
    }

    /** Without effect if it is no more; of one that was not heard of yet nobody can say that. */
    private static void send(Leading leading, PoolKey pool, Pid pid, ExitSignal signal) {
        switch (standing(leading, pool, pid)) {
            case THERE -> bring(leading, pool, pid, signal);
            case OVER -> {}
            case UNKNOWN ->
                throw new LiveException(
                        ErrorKind.UNAVAILABLE, "the worker of " + pid + " has not said yet what it runs: try again");
        }
    }

    /** A kill ends it though it traps; anything else is its own affair. */
    private static void bring(Leading leading, PoolKey pool, Pid pid, ExitSignal signal) {
        if (signal.getReason() == ExitReason.KILLED) {
            leading.pools().kill(pool, pid);
        } else {
            ExitSignal sent = signal.toBuilder().clearLinked().build();
            leading.pools()
                    .deliver(pool, pid, ProcessSignal.newBuilder().setExit(sent).build());
        }
    }

    private static Standing standing(Leading leading, PoolKey pool, Pid pid) {
        return leading.pools()
                .read(pool, master -> master.views(leading.loop().nowMillis()).standing(pid))
                .orElse(Standing.OVER);
    }

    /** To a session nobody in particular is itself. */
    private static void send(Leading leading, String namespace, SessionId session, ExitSignal signal) {
        leading.boards().of(namespace).send(session, session, SignalWire.read(signal));
    }
}
