package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.pool.Pid;
import io.kpool.pool.SpawnAttempt;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Finds out whose a process is that a worker brought along. Most are those of Spawns that have not been looked at since
 * this process leads. One that is nobody's is killed, but never on the word of a cache: the API server itself must say
 * that there is no such Spawn, or that this attempt of it is over.
 */
final class StrayProcesses {
    private static final Logger LOG = Logger.getLogger(StrayProcesses.class);

    private final SpawnCache spawns;
    private final KubernetesClient client;
    private final PoolRequests requests;
    private final Executor executor;

    /** @param executor runs the questions to the API server, which block */
    StrayProcesses(SpawnCache spawns, KubernetesClient client, PoolRequests requests, Executor executor) {
        this.spawns = spawns;
        this.client = client;
        this.requests = requests;
        this.executor = executor;
    }

    void judge(PoolKey pool, SpawnAttempt attempt, Pid pid) {
        // Its own reconciliation claims it.
        if (spawns.withUid(attempt.uid())
                .filter(spawn -> isOpen(spawn, attempt))
                .isEmpty()) {
            executor.execute(() -> judgeLive(pool, attempt, pid));
        }
    }

    private void judgeLive(PoolKey pool, SpawnAttempt attempt, Pid pid) {
        Optional<Spawn> live = live(pool, attempt.uid());
        if (live.filter(spawn -> isOpen(spawn, attempt)).isEmpty()) {
            LOG.infof("Process %s of Spawn %s is nobody's: ends it", pid, attempt);
            requests.stopStray(pool, pid);
        }
    }

    private Optional<Spawn> live(PoolKey pool, String uid) {
        Optional<Spawn> cached = spawns.withUid(uid);
        if (cached.isPresent()) {
            return Optional.ofNullable(client.resource(cached.get()).get())
                    .filter(spawn -> spawn.getMetadata().getUid().equals(uid));
        }
        return client.resources(Spawn.class).inNamespace(pool.namespace()).list().getItems().stream()
                .filter(spawn -> spawn.getMetadata().getUid().equals(uid))
                .findFirst();
    }

    private static boolean isOpen(Spawn spawn, SpawnAttempt attempt) {
        return !spawn.lastStatus().finished()
                && spawn.lastStatus().exit().isEmpty()
                && spawn.lastStatus()
                        .assignment()
                        .filter(assignment -> assignment.attempt() == attempt.attempt())
                        .isPresent();
    }
}
