package io.kpool.worker.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Buries processes whose parents died: they become children of the container's first process, or of the next that
 * adopts such, which the agent makes itself; nobody else would wait for them. A child that Java started is waited for by Java at
 * once, so one that has been dead for several looks is nobody's. Confined to one thread.
 */
public final class Orphans {
    /** Between two looks. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private static final int LOOKS = 3;
    private static final long FIRST = 1;

    private final long agent = ProcessHandle.current().pid();
    private final NativeProcesses system = new NativeProcesses();
    private Map<ProcessStat, Integer> dead = Map.of();

    /** Makes this process the one that orphans go to, as the first of a container is. */
    public void adopt() {
        if (agent != FIRST) {
            system.adoptOrphans();
        }
    }

    /** Looks for dead children, and buries those that were dead before. */
    public void reap() {
        ProcessSnapshot snapshot = ProcessSnapshot.take();
        Map<ProcessStat, Integer> now = new HashMap<>();
        snapshot.childrenOf(agent).stream()
                .filter(ProcessStat::isZombie)
                .forEach(child -> now.put(child, dead.getOrDefault(child, 0) + 1));
        now.entrySet().stream()
                .filter(child -> child.getValue() >= LOOKS)
                .forEach(child -> system.bury(child.getKey().pid()));
        dead = now;
    }
}
