package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.LostWorker;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a leader's live side begins with.
 *
 * @param inherited the pools that there were when it began to lead
 */
record Office(DirectoryParts parts, HouseSessions houses, Supplier<Set<PoolKey>> inherited) {

    Loop loop() {
        return parts.loop();
    }

    Leading open(long epoch, LivePools pools) {
        Leading leading = Leading.since(epoch, pools, inherited.get(), parts);
        parts.groups().lead(leading.directories());
        return leading;
    }

    /** Nobody is to wait for an answer from there. */
    void lost(Leading leading, PoolKey pool, WorkerId worker) {
        LostWorker lost = LostWorker.newBuilder()
                .setPool(pool.name())
                .setHost(worker.host())
                .setIncarnation(worker.incarnation())
                .build();
        leading.pools().tellAll(pool.namespace(), words -> words.lost(lost));
        houses.known(pool.namespace()).ifPresent(house -> house.calls().lost(pool, worker));
    }
}
