package io.kpool.operator.nodepool;

import io.kpool.crd.NodePoolSpec;
import io.kpool.crd.PlacementSpec;
import io.kpool.operator.agent.PoolTerms;
import io.kpool.pool.HostSettings;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.Provision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the pool's master what the spec says, in the domain's words. Pure. */
final class TermsFactory {
    private TermsFactory() {}

    static PoolTerms terms(NodePoolSpec spec, NodePoolPlan plan) {
        Set<String> going = plan.wanted().stream()
                .filter(HostPlan::goes)
                .map(HostPlan::host)
                .collect(Collectors.toSet());
        List<HostSettings> hosts = plan.wishes().stream()
                .map(wish -> new HostSettings(
                        wish.name(),
                        wish.slots(),
                        going.contains(wish.name()) ? Admission.DRAINING : wish.admission(),
                        wish.isAttached() ? Provision.ATTACHED : Provision.STARTED))
                .toList();
        return new PoolTerms(
                new PoolSettings(
                        placement(spec.placement()), hosts, spec.drainTimeout().toMillis()),
                Math.toIntExact(spec.loadReportPeriod().toMillis()),
                spec.masterLossSeconds());
    }

    private static PlacementSettings placement(PlacementSpec spec) {
        return new PlacementSettings(
                switch (spec.strategy()) {
                    case LeastLoaded -> PlacementStrategy.LEAST_LOADED;
                    case Rotation -> PlacementStrategy.ROTATION;
                    case Packed -> PlacementStrategy.PACKED;
                },
                spec.whenFull().waits() ? PlacementSettings.WhenFull.WAIT : PlacementSettings.WhenFull.FAIL,
                spec.queueLimit(),
                spec.queueTimeout().toMillis());
    }
}
