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

    /** A kill ends it though it traps; anything else is its own affair, and without effect if it is no more. */
    private static void send(Leading leading, PoolKey pool, Pid pid, ExitSignal signal) {
        if (signal.getReason() == ExitReason.KILLED) {
            leading.pools().kill(pool, pid);
        } else if (isThere(leading, pool, pid)) {
            ExitSignal sent = signal.toBuilder().clearLinked().build();
            leading.pools()
                    .deliver(pool, pid, ProcessSignal.newBuilder().setExit(sent).build());
        }
    }

    private static boolean isThere(Leading leading, PoolKey pool, Pid pid) {
        return leading.pools()
                .read(pool, master -> master.views(leading.loop().nowMillis()).standing(pid))
                .filter(standing -> standing == Standing.THERE)
                .isPresent();
    }

    /** To a session nobody in particular is itself. */
    private static void send(Leading leading, String namespace, SessionId session, ExitSignal signal) {
        leading.boards().of(namespace).send(session, session, SignalWire.read(signal));
    }
}
