package io.kpool.operator.agent;

import io.kpool.pool.Exit;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;

/** For where callers are not served: lets the ends of what earlier leaders started for them be forgotten. */
final class Unheard implements LiveListener {
    private LivePools pools;

    @Override
    public void leads(long epoch, LivePools leading) {
        pools = leading;
    }

    @Override
    public void ended(PoolKey pool, LiveRequest request, Exit exit) {
        pools.acknowledge(pool, request);
    }

    @Override
    public void declared(PoolKey pool) {}

    @Override
    public void adopted(PoolKey pool, LiveRequest request) {}

    @Override
    public void refused(PoolKey pool, LiveRequest request, PlacementFailure why) {}

    @Override
    public void started(PoolKey pool, LiveRequest request, Pid pid) {}

    @Override
    public void withdrawn(PoolKey pool, LiveRequest request) {}
}
