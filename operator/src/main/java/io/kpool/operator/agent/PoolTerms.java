package io.kpool.operator.agent;

import io.kpool.pool.PoolSettings;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Welcome;
import java.util.Objects;

/**
 * What a pool is told to be, and what its workers are told when they join.
 *
 * @param loadReportPeriodMillis how often a worker whose load changes says so
 * @param masterLossSeconds after how long without a master a worker ends its processes and exits; 0: never
 */
public record PoolTerms(PoolSettings settings, int loadReportPeriodMillis, int masterLossSeconds) {
    /** Spawn commands on their way to one worker: more than it has slots, so that it bounds memory and not work. */
    private static final int SPAWN_CREDIT = 1024;

    public PoolTerms {
        Objects.requireNonNull(settings, "settings");
        if (loadReportPeriodMillis < 1 || masterLossSeconds < 0) {
            throw new IllegalArgumentException(
                    "load report period " + loadReportPeriodMillis + " ms, master loss " + masterLossSeconds + " s");
        }
    }

    Welcome welcome(WorkerId worker) {
        return Welcome.newBuilder()
                .setIncarnation(worker.incarnation())
                .setLoadReportPeriodMillis(loadReportPeriodMillis)
                .setMasterLossSeconds(masterLossSeconds)
                .setSpawnCredit(SPAWN_CREDIT)
                .build();
    }
}
