package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolMasters;
import io.kpool.operator.news.ResourceNews;
import io.kpool.operator.news.StoppedCaches;
import io.kpool.operator.nodepool.NodePoolReports.Told;
import io.kpool.operator.nodepool.NodePoolStatusFactory.Facts;
import io.kpool.operator.nodepool.PoolObserver.Sources;
import io.kpool.pool.PoolSnapshot;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes a NodePool's workers what its spec says, and its status what they are: observe, plan, apply, report. Runs on a
 * deleted NodePool too, since no finalizer holds it: its master must go.
 */
@Singleton
@ControllerConfiguration(
        name = "nodepool",
        triggerReconcilerOnAllEvents = true,
        fieldManager = "kpool",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, maxInterval = 30_000)
class NodePoolReconciler implements Reconciler<NodePool> {
    private static final PoolSnapshot NOTHING_KNOWN =
            new PoolSnapshot(List.of(), new PoolSnapshot.Load(0, 0, 0, 0, 0), 0);

    private final InstantSource time = InstantSource.system();
    private final PoolMemories memories = new PoolMemories();
    private final PoolMasters masters;
    private final NodePoolWatch watch;
    private final WorkerPods workerPods;
    private final TemplateHashes templateHashes;
    private final PlanApplier applier;
    private final CaConfigMaps authorities;
    private final NodePoolReports reports;
    private IndexerResourceCache<NodePool> pools;
    private ResourceNews<NodePool> news;

    /** What it works with, as the installation configured it. */
    record Parts(NodePoolWatch watch, WorkerPods workerPods, CaConfigMaps authorities, HostEvents events) {}

    NodePoolReconciler(PoolMasters masters, KubernetesClient client, Parts parts) {
        this.masters = masters;
        this.watch = parts.watch();
        this.workerPods = parts.workerPods();
        this.templateHashes = new TemplateHashes(workerPods);
        this.applier = new PlanApplier(masters, workerPods, new WorkerPodRequests(client), parts.authorities());
        this.authorities = parts.authorities();
        this.reports = new NodePoolReports(parts.events());
    }

    @Override
    public List<EventSource<?, NodePool>> prepareEventSources(EventSourceContext<NodePool> context) {
        pools = context.getPrimaryCache();
        watch.keepsPoolsIn(pools);
        news = new ResourceNews<>("master-news", pools::get);
        masters.listen(
                new MasterNews(masters, memories, pool -> news.look(new ResourceID(pool.name(), pool.namespace()))));
        return List.of(
                news,
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Pod.class, NodePool.class)
                                .withLabelSelector(Labels.workers())
                                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(NodePool.class))
                                .withItemStore(watch.pods())
                                .build(),
                        context));
    }

    @Override
    public UpdateControl<NodePool> reconcile(NodePool pool, Context<NodePool> context) {
        if (context.isPrimaryResourceDeleted()) {
            leave(ResourceID.fromResource(pool), context);
            return UpdateControl.noUpdate();
        }
        if (pool.isMarkedForDeletion()) {
            forget(PoolMemories.key(pool));
            return UpdateControl.noUpdate();
        }
        if (memories.areOfAnother(pool)) {
            forget(PoolMemories.key(pool));
        }
        Instant now = time.instant();
        PoolKey key = PoolMemories.key(pool);
        PoolMemory memory = memories.of(pool, now);
        PoolSnapshot snapshot = masters.snapshot(key).orElse(NOTHING_KNOWN);
        Observation seen = PoolObserver.observe(
                pool, context.getSecondaryResourcesAsStream(Pod.class), new Sources(snapshot, memory, now));
        TemplateFindings template = workerPods.findings(pool);
        NodePoolPlan plan = NodePoolPlanner.plan(pool.getSpec(), hashes(pool, seen, template), seen);
        if (StoppedCaches.mayHaveBeenRead(context)) {
            return UpdateControl.noUpdate();
        }
        memories.remember(pool, memory.with(plan.memory(), memory.reported()));
        NodePoolPlan done = applier.apply(pool, plan, now);
        Map<String, HostStatus> hosts = new HostStatuses(key.name(), seen, memory.reported()).of(done);
        applier.tellFailures(key, memory.reported(), hosts);
        Told told = reports.tell(pool, new Facts(done, hosts, snapshot, template), memory, now);
        memories.remember(pool, told.memory());
        return told.control();
    }

    /** With a template that is none, nothing counts as outdated: what runs is better than nothing. */
    private Function<HostWish, String> hashes(NodePool pool, Observation seen, TemplateFindings template) {
        return template.isFaulty()
                ? wish -> Optional.ofNullable(seen.pods().get(wish.name()))
                        .map(WorkerPod::templateHash)
                        .orElse("")
                : wish -> templateHashes.of(pool, wish);
    }

    // Its successor may be in the cache already, in which case the framework hands that one over instead of the one
    // that was deleted; and it may even have begun, if it was there before the framework came to tell of the deletion.
    private void leave(ResourceID name, Context<NodePool> context) {
        PoolKey key = new PoolKey(name.getNamespace().orElseThrow(), name.getName());
        boolean successorHasBegun = pools.get(name).filter(memories::areOf).isPresent();
        if (!successorHasBegun && !StoppedCaches.mayHaveBeenRead(context)) {
            forget(key);
        }
        news.lookAgain(name);
    }

    private void forget(PoolKey key) {
        masters.forget(key);
        memories.forget(key).map(PoolMemory::uid).ifPresent(uid -> {
            authorities.forget(uid);
            templateHashes.forget(uid);
        });
    }
}
