package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.operator.news.ResourceNews;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.Pid;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;

/** Turns word from the pools' masters into looks at the Spawns that it is about. */
final class SpawnEvents implements PoolRequests.RequestListener {
    private final SpawnCache spawns;
    private final StrayProcesses strays;
    private final ResourceNews<Spawn> news;

    SpawnEvents(SpawnCache spawns, StrayProcesses strays, ResourceNews<Spawn> news) {
        this.spawns = spawns;
        this.strays = strays;
        this.news = news;
    }

    @Override
    public void changed(RequestId request) {
        switch (request) {
            case SpawnAttempt(String uid, int attempt) ->
                spawns.withUid(uid).map(ResourceID::fromResource).ifPresent(news::look);
            case LiveRequest _ -> {}
        }
    }

    @Override
    public void declared(PoolKey pool) {
        spawns.unfinishedOf(pool).forEach(news::look);
    }

    @Override
    public void workerEnded(PoolKey pool, WorkerId worker) {
        spawns.unfinishedOf(pool).forEach(news::look);
    }

    @Override
    public void stray(PoolKey pool, RequestId request, Pid pid) {
        switch (request) {
            case SpawnAttempt attempt -> strays.judge(pool, attempt, pid);
            case LiveRequest _ -> {}
        }
    }
}
