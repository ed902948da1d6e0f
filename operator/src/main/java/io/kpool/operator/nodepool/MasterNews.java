package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolMasters;
import io.kpool.pool.Problem;
import java.util.function.Consumer;

/** What the pools' masters say of hosts makes their pools be looked at; and whose a refused token was is known here. */
final class MasterNews implements PoolMasters.HostListener {
    private final PoolMasters masters;
    private final PoolMemories memories;
    private final Consumer<PoolKey> look;

    MasterNews(PoolMasters masters, PoolMemories memories, Consumer<PoolKey> look) {
        this.masters = masters;
        this.memories = memories;
        this.look = look;
    }

    @Override
    public void hostsChanged(PoolKey pool) {
        look.accept(pool);
    }

    @Override
    public void tokenRefused(String podUid, String why) {
        memories.hostIn(podUid)
                .ifPresent(host ->
                        masters.hostFailed(host.pool(), host.host(), new Problem(HostReasons.TOKEN_REFUSED, why)));
    }
}
