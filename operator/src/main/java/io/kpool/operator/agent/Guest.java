package io.kpool.operator.agent;

import io.kpool.operator.security.HostClaim;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.Provision;
import io.kpool.pool.WorkerId;
import java.util.Optional;

/**
 * A worker that was let in: the pool its token and its claim say, and that claim.
 *
 * @param provision who started it
 */
record Guest(PoolKey pool, HostClaim claim, Provision provision) {

    /** Which worker it is, or is from now on; empty: the pool does not know it as attached, or not yet. */
    Optional<WorkerId> worker(PoolMaster master, long nowMillis) {
        return claim.incarnation() > 0
                ? Optional.of(new WorkerId(claim.host(), claim.incarnation()))
                : master.newcomer(claim.host(), nowMillis);
    }

    Guest as(WorkerId worker) {
        return new Guest(
                pool, new HostClaim(claim.pool(), claim.host(), claim.podUid(), worker.incarnation()), provision);
    }
}
