package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.pool.ExitReason;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.Restored;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.StopOrder;

/** Carries out what was planned for a Spawn. */
final class SpawnActor {
    /** Between asking a process to end and forcing it. */
    private static final StopOrder ORDERLY = new StopOrder(ExitReason.SHUTDOWN, 10_000);

    private final PoolRequests requests;
    private final KubernetesClient client;

    SpawnActor(PoolRequests requests, KubernetesClient client) {
        this.requests = requests;
        this.client = client;
    }

    void carryOut(Spawn spawn, SpawnAction action) {
        PoolKey pool = poolOf(spawn);
        switch (action) {
            case SpawnAction.Submit(var attempt) ->
                requests.submit(pool, place(spawn.getSpec(), attempt), SpawnOrders.order(spawn.getSpec()));
            case SpawnAction.Dispatch(var assignment, var moment) -> requests.dispatch(pool, assignment, moment);
            case SpawnAction.Restore restore -> restore(pool, spawn.getSpec(), restore);
            case SpawnAction.Stop(var attempt) -> requests.stop(pool, attempt, ORDERLY);
            case SpawnAction.Abandon(var attempt) -> requests.abandon(pool, attempt, ORDERLY);
            case SpawnAction.Acknowledge(var attempt) -> requests.acknowledge(pool, attempt);
            case SpawnAction.Delete() -> delete(spawn);
        }
    }

    private void restore(PoolKey pool, SpawnSpec spec, SpawnAction.Restore restore) {
        Restored attempt = new Restored(place(spec, restore.attempt()), restore.worker(), restore.start());
        requests.restore(pool, new PoolRequests.Restored(attempt, SpawnOrders.order(spec, restore.moment())));
    }

    /** Ends all that a Spawn which is no more may have left. */
    void abandon(NameHolders.Holder gone) {
        gone.attemptsToEnd().forEach(attempt -> requests.abandon(gone.pool(), attempt, ORDERLY));
    }

    static PoolKey poolOf(Spawn spawn) {
        return new PoolKey(spawn.getMetadata().getNamespace(), spawn.getSpec().poolName());
    }

    // Only as it was when its time was found to be over.
    private void delete(Spawn spawn) {
        client.resource(spawn)
                .lockResourceVersion(spawn.getMetadata().getResourceVersion())
                .delete();
    }

    private static PlacementRequest place(SpawnSpec spec, SpawnAttempt attempt) {
        return new PlacementRequest(
                attempt,
                spec.host()
                        .<PlacementRequest.Target>map(PlacementRequest.OnHost::new)
                        .orElseGet(PlacementRequest.Anywhere::new),
                PlacementRequest.Patience.UNLIMITED);
    }
}
