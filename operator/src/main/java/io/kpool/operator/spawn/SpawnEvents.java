package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.pool.Pid;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;

/** Turns word from the pools' masters into events of the Spawns that it is about. */
final class SpawnEvents extends SimpleInboundEventSource<Spawn> implements PoolRequests.RequestListener {
    private final SpawnCache spawns;
    private final StrayProcesses strays;

    SpawnEvents(SpawnCache spawns, StrayProcesses strays) {
        super("requests");
        this.spawns = spawns;
        this.strays = strays;
    }

    @Override
    public void changed(RequestId request) {
        switch (request) {
            case SpawnAttempt(String uid, int attempt) ->
                spawns.withUid(uid).map(ResourceID::fromResource).ifPresent(this::propagateEvent);
        }
    }

    @Override
    public void declared(PoolKey pool) {
        spawns.unfinishedOf(pool).forEach(this::propagateEvent);
    }

    @Override
    public void workerEnded(PoolKey pool, WorkerId worker) {
        spawns.unfinishedOf(pool).forEach(this::propagateEvent);
    }

    @Override
    public void stray(PoolKey pool, RequestId request, Pid pid) {
        switch (request) {
            case SpawnAttempt attempt -> strays.judge(pool, attempt, pid);
        }
    }
}
