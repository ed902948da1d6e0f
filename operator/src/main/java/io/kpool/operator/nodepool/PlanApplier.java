package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolMasters;
import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Keep;
import io.kpool.operator.nodepool.PodOutcome.AlreadyThere;
import io.kpool.operator.nodepool.PodOutcome.Made;
import io.kpool.operator.nodepool.PodOutcome.NotNow;
import io.kpool.operator.nodepool.PodOutcome.Refused;
import io.kpool.operator.nodepool.WorkerNews.Expected;
import io.kpool.operator.nodepool.WorkerNews.Gone;
import io.kpool.operator.nodepool.WorkerNews.Starting;
import io.kpool.pool.Problem;
import io.kpool.pool.Survey;
import io.kpool.pool.WorkerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Carries a plan out: tells the pool's master, then makes and deletes pods, all at once. */
final class PlanApplier {
    private final PoolMasters masters;
    private final WorkerPods pods;
    private final WorkerPodRequests requests;
    private final CaConfigMaps authorities;

    PlanApplier(PoolMasters masters, WorkerPods pods, WorkerPodRequests requests, CaConfigMaps authorities) {
        this.masters = masters;
        this.pods = pods;
        this.requests = requests;
        this.authorities = authorities;
    }

    /** The plan as it came out: hosts whose pods could not be made or deleted say so. */
    NodePoolPlan apply(NodePool pool, NodePoolPlan plan, Instant now) {
        PoolKey key = PoolMemories.key(pool);
        masters.declare(key, TermsFactory.terms(pool.getSpec(), plan));
        plan.news().forEach(news -> tell(key, news));
        masters.surveyed(key, survey(pool, plan));
        Map<String, HostWish> wishes =
                plan.wishes().stream().collect(Collectors.toMap(HostWish::name, Function.identity()));
        Optional<PodOutcome> withoutAuthorities = authoritiesFor(pool, plan);
        Function<HostPlan, HostPlan> work = host -> switch (host.step()) {
            case Create create ->
                after(withoutAuthorities.orElseGet(() -> create(pool, wishes.get(host.host()), create)), host, now);
            case Delete delete ->
                requests.delete(key.namespace(), delete.pod())
                        .map(why -> host.notDeleted(why, now))
                        .orElseGet(() -> host.deleted(delete.pod()));
            case Keep _, Await _ -> host;
        };
        return plan.carriedOut(hosts -> AllAtOnce.map(hosts, work));
    }

    /** Tells the pool's master of hosts that have come to grief since it was told last. */
    void tellFailures(PoolKey pool, Map<String, HostStatus> before, Map<String, HostStatus> after) {
        after.values().stream()
                .filter(host -> host.state().isFailure())
                .filter(host -> !isTheSameFailure(host, before.get(host.name())))
                .forEach(host -> masters.hostFailed(pool, host.name(), new Problem(host.reason(), host.message())));
    }

    /** Why no pod can be made for want of the certificates that it waits for; empty: they are there, or none is made. */
    private Optional<PodOutcome> authoritiesFor(NodePool pool, NodePoolPlan plan) {
        if (plan.makesPods()) {
            return authorities.write(pool).map(Refused::new);
        }
        authorities.refresh(pool);
        return Optional.empty();
    }

    /** Compares what users were told last with what there is. */
    private static Survey survey(NodePool pool, NodePoolPlan plan) {
        Set<String> served = pool.lastStatus().hosts().stream()
                .filter(host -> host.state() == HostState.Ready || host.state() == HostState.Suspect)
                .map(HostStatus::name)
                .collect(Collectors.toSet());
        boolean lost = plan.wanted().stream()
                .filter(host -> served.contains(host.host()))
                .anyMatch(host ->
                        host.step() instanceof Create || host.report().state().isFailure());
        return lost ? Survey.SOME_LOST : Survey.ALL_THERE;
    }

    private static boolean isTheSameFailure(HostStatus now, HostStatus before) {
        return before != null
                && before.state() == now.state()
                && before.reason().equals(now.reason());
    }

    private PodOutcome create(NodePool pool, HostWish wish, Create create) {
        try {
            PodOutcome outcome = requests.create(pods.pod(pool, wish, create));
            if (outcome instanceof Made) {
                masters.workerStarting(PoolMemories.key(pool), new WorkerId(wish.name(), create.incarnation()));
            }
            return outcome;
        } catch (InvalidTemplateException e) {
            return new Refused(new HostFailure(HostReasons.POD_INVALID, e.getMessage()));
        }
    }

    private static HostPlan after(PodOutcome outcome, HostPlan host, Instant now) {
        return switch (outcome) {
            case Made made -> host.made();
            // The worker in that pod is the host's: it comes into view with its own incarnation.
            case AlreadyThere there -> host;
            case NotNow notNow -> host.notNow();
            case Refused refused -> host.refused(refused.why(), now);
        };
    }

    private void tell(PoolKey pool, WorkerNews news) {
        switch (news) {
            case Starting starting -> masters.workerStarting(pool, starting.worker());
            case Expected expected -> masters.workerExpected(pool, expected.worker());
            case Gone gone -> masters.workerGone(pool, gone.worker(), gone.evidence());
        }
    }
}
