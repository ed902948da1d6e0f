package io.kpool.operator.agent;

import io.kpool.pool.PoolSettings;
import java.util.Objects;

/**
 * What a pool is told to be, and what its workers are told when they join.
 *
 * @param loadReportPeriodMillis how often a worker whose load changes says so
 * @param masterLossSeconds after how long without a master a worker ends its processes and exits; 0: never
 */
public record PoolTerms(PoolSettings settings, int loadReportPeriodMillis, int masterLossSeconds) {
    public PoolTerms {
        Objects.requireNonNull(settings, "settings");
        if (loadReportPeriodMillis < 1 || masterLossSeconds < 0) {
            throw new IllegalArgumentException(
                    "load report period " + loadReportPeriodMillis + " ms, master loss " + masterLossSeconds + " s");
        }
    }
}
