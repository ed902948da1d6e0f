package io.kpool.operator.live;

import io.kpool.operator.live.Unrecorded.Home;
import io.kpool.pool.Pid;

/** Who asks something of groups and names. */
sealed interface Asker {

    /** What counts as local, {@code <pool>/<host>}; empty: nothing does. */
    String here();

    /** Whether its stream brings it what that process's worker has to record, before its answer. */
    boolean isHomeOf(Pid pid);

    /** Not a process. */
    record Outside(String here) implements Asker {
        @Override
        public boolean isHomeOf(Pid pid) {
            return false;
        }
    }

    /** A process of that worker. */
    record Inside(Home home) implements Asker {
        @Override
        public String here() {
            return home.pool().name() + "/" + home.worker().host();
        }

        @Override
        public boolean isHomeOf(Pid pid) {
            return pid.pool().equals(home.pool().name()) && pid.worker().equals(home.worker());
        }
    }
}
