package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.Pid;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Turns word from the pools' masters into events of the Spawns that it is about. */
final class SpawnEvents extends SimpleInboundEventSource<Spawn> implements PoolRequests.RequestListener {
    /** The first is usually enough; on a machine that is too busy, the second is. */
    private static final List<Duration> FORGOTTEN = List.of(Duration.ofMillis(100), Duration.ofSeconds(2));

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
            case SpawnAttempt(String uid, int attempt) -> spawns.withUid(uid).ifPresent(this::look);
            case LiveRequest _ -> {}
        }
    }

    /** Looks at it again when the framework has forgotten the one of its name that was deleted before. */
    void lookAgain(ResourceID spawn) {
        FORGOTTEN.forEach(delay -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> look(spawn)));
    }

    private void look(ResourceID id) {
        spawns.withId(id).ifPresent(this::look);
    }

    // As an event of the resource itself: others are dropped where the framework does not know the resource.
    private void look(Spawn spawn) {
        if (isRunning()) {
            getEventHandler()
                    .handleEvent(new ResourceEvent(ResourceAction.UPDATED, ResourceID.fromResource(spawn), spawn));
        }
    }

    @Override
    public void declared(PoolKey pool) {
        spawns.unfinishedOf(pool).forEach(this::look);
    }

    @Override
    public void workerEnded(PoolKey pool, WorkerId worker) {
        spawns.unfinishedOf(pool).forEach(this::look);
    }

    @Override
    public void stray(PoolKey pool, RequestId request, Pid pid) {
        switch (request) {
            case SpawnAttempt attempt -> strays.judge(pool, attempt, pid);
            case LiveRequest _ -> {}
        }
    }
}
