package io.kpool.worker.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * All that a program started, also what left it: a member is known by its ancestors, by the session it was started in,
 * by having been seen below a member before, or, when its parent is gone, by the pid in its environment. So what is
 * re-parented by a double fork, or has a session of its own, is found too.
 */
public final class ProcessTree {
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(5);
    private static final int MOST_KILLS = 400;
    // No pid, and no session's either.
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final long agent = ProcessHandle.current().pid();
    private final long root;
    private final String mark;
    private final Map<Long, Long> startTicksSeen = new ConcurrentHashMap<>();

    /**
     * The tree of that program.
     *
     * @param mark {@code NAME=value} that its environment has and no other's
     */
    ProcessTree(long root, String mark) {
        this.root = root;
        this.mark = "\0" + mark + "\0";
    }

    /** The tree of a program of which nothing is known but that mark. */
    static ProcessTree marked(String mark) {
        return new ProcessTree(UNKNOWN, mark);
    }

    /** Remembers who is below whom now: when a parent dies, its children are still known. */
    public void observe(ProcessSnapshot snapshot) {
        Set<ProcessStat> members = snapshot.treesOf(stat -> isRoot(stat) || wasSeen(stat));
        members.forEach(stat -> startTicksSeen.put(stat.pid(), stat.startTicks()));
    }

    /** Sends SIGTERM to all members. */
    void terminate() {
        members().forEach(stat -> ProcessHandle.of(stat.pid()).ifPresent(ProcessHandle::destroy));
    }

    /** Sends SIGKILL until there is no member left. */
    void kill() {
        for (int tries = 0; tries < MOST_KILLS; tries++) {
            List<ProcessStat> members = members();
            if (members.isEmpty()) {
                return;
            }
            members.forEach(stat -> ProcessHandle.of(stat.pid()).ifPresent(ProcessHandle::destroyForcibly));
            LockSupport.parkNanos(BETWEEN_KILLS.toNanos());
        }
    }

    /** Those alive; a zombie does nothing any more. */
    List<ProcessStat> members() {
        ProcessSnapshot snapshot = ProcessSnapshot.take();
        observe(snapshot);
        return snapshot.treesOf(this::isMember).stream()
                .filter(stat -> !stat.isZombie())
                .toList();
    }

    private boolean isMember(ProcessStat stat) {
        return isRoot(stat) || stat.session() == root || wasSeen(stat) || isMarkedOrphan(stat);
    }

    private boolean isRoot(ProcessStat stat) {
        return stat.pid() == root && startTicksSeen.getOrDefault(root, stat.startTicks()) == stat.startTicks();
    }

    private boolean wasSeen(ProcessStat stat) {
        return startTicksSeen.getOrDefault(stat.pid(), -1L) == stat.startTicks();
    }

    private boolean isMarkedOrphan(ProcessStat stat) {
        boolean orphan = stat.parent() == 1 || stat.parent() == agent;
        return orphan
                && ProcessSnapshot.read(Path.of("/proc", Long.toString(stat.pid()), "environ"))
                        .filter(environment -> ("\0" + environment).contains(mark))
                        .isPresent();
    }
}
