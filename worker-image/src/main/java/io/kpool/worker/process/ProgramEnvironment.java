package io.kpool.worker.process;

import io.kpool.pool.Pid;
import java.io.File;
import java.util.Map;

/** What programs find in their environment: the worker's own, without the agent's settings, and who they are. */
final class ProgramEnvironment {
    private static final String PREFIX = "KPOOL_";
    static final File NO_INPUT = new File("/dev/null");
    static final String PID = PREFIX + "PID";

    private ProgramEnvironment() {}

    /** What only programs of that process have in their environment. */
    static String mark(Pid pid) {
        return PID + "=" + pid;
    }

    /** Takes the agent's own settings away. */
    static void strip(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith(PREFIX));
    }

    /** Says who the program is; nobody else's word on it counts. */
    static void identify(Map<String, String> environment, Pid pid) {
        environment.put(PID, pid.toString());
        environment.put(PREFIX + "POOL", pid.pool());
        environment.put(PREFIX + "HOST", pid.host());
    }
}
