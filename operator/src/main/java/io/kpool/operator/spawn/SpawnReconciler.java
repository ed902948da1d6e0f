package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import io.kpool.operator.news.ResourceNews;
import io.kpool.operator.news.StoppedCaches;
import io.kpool.operator.processgroup.DeclaredGroups;
import io.kpool.operator.processgroup.GroupKey;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a Spawn's status and its process in step: looks, plans, writes, acts, in this order. Runs on a deleted Spawn
 * too, since no finalizer holds it: its process must end.
 */
@Singleton
@ControllerConfiguration(
        name = "spawn",
        triggerReconcilerOnAllEvents = true,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(
        maxAttempts = SpawnReconciler.FOR_EVER,
        initialInterval = 50,
        intervalMultiplier = 2,
        maxInterval = 10_000)
public class SpawnReconciler implements Reconciler<Spawn> {
    static final int FOR_EVER = -1;
    private static final long LOOP_PATIENCE_SECONDS = 5;

    private final PoolRequests requests;
    private final DeclaredGroups groups;
    private final PoolSights pools;
    private final InstantSource time;
    private final SpawnMeters meters;
    private final NameHolders names = new NameHolders();
    private SpawnActor actor;
    private SpawnCache spawns;
    private SpawnPartners partners;
    private ResourceNews<Spawn> news;

    public SpawnReconciler(PoolRequests requests, DeclaredGroups groups, InstantSource time, MeterRegistry registry) {
        this.requests = requests;
        this.groups = groups;
        this.meters = new SpawnMeters(registry);
        this.pools = new PoolSights(requests);
        this.time = time;
    }

    @Override
    public List<EventSource<?, Spawn>> prepareEventSources(EventSourceContext<Spawn> context) {
        actor = new SpawnActor(requests, context.getClient());
        spawns = new SpawnCache(context.getPrimaryCache());
        partners = new SpawnPartners(spawns);
        news = new ResourceNews<>("requests", spawns::withId);
        requests.listen(new SpawnEvents(spawns, strays(context.getClient()), news));
        groups.listen(group -> spawns.waitingFor(group).forEach(news::look));
        return List.of(news, pools.watch(context, spawns));
    }

    private StrayProcesses strays(KubernetesClient client) {
        Executor executor = Executors.newVirtualThreadPerTaskExecutor();
        return new StrayProcesses(
                new StrayProcesses.Known(
                        spawns::withUid,
                        namespace -> client.resources(Spawn.class)
                                .inNamespace(namespace)
                                .list()
                                .getItems()),
                requests::stopStray,
                (delay, task) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                        .execute(task));
    }

    @Override
    public UpdateControl<Spawn> reconcile(Spawn spawn, Context<Spawn> context) {
        if (context.isPrimaryResourceDeleted()) {
            // Also if it has no successor yet: one that comes before this has ended is forgotten with it.
            news.lookAgain(ResourceID.fromResource(spawn));
            spawns.gone(spawn);
            if (spawns.has(spawn) || StoppedCaches.mayHaveBeenRead(context)) {
                // What was deleted is its predecessor, or may be.
                return UpdateControl.noUpdate();
            }
        }
        if (context.isPrimaryResourceDeleted() || spawn.isMarkedForDeletion()) {
            actor.abandon(NameHolders.Holder.of(spawn));
            names.gone(spawn);
            partners.waitingFor(spawn).forEach(news::look);
            return UpdateControl.noUpdate();
        }
        spawns.saw(spawn);
        names.seen(spawn).ifPresent(actor::abandon);
        Instant now = time.instant();
        SpawnPlan plan = SpawnPlanner.plan(view(spawn, now));
        if (StoppedCaches.mayHaveBeenRead(context)) {
            return UpdateControl.noUpdate();
        }
        Spawn current = plan.status().equals(spawn.lastStatus()) ? spawn : write(spawn, plan, context);
        plan.then().forEach(action -> actor.carryOut(current, action));
        return lookAgain(plan, now);
    }

    private SpawnView view(Spawn spawn, Instant now) {
        PoolKey pool = SpawnActor.poolOf(spawn);
        return new SpawnView(
                spawn,
                pools.of(pool),
                new SpawnView.Sources(
                        requests::news,
                        worker -> fate(pool, worker),
                        partners,
                        group -> groups.uid(new GroupKey(pool.namespace(), group))),
                now);
    }

    // A loop that ends or is stuck never answers; failing has this Spawn looked at again.
    private WorkerFate fate(PoolKey pool, WorkerId worker) {
        return requests.fate(pool, worker)
                .toCompletableFuture()
                .orTimeout(LOOP_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private Spawn write(Spawn spawn, SpawnPlan plan, Context<Spawn> context) {
        Spawn fresh = new Spawn();
        fresh.setMetadata(spawn.getMetadata());
        fresh.setSpec(spawn.getSpec());
        fresh.setStatus(plan.status());
        try {
            Spawn written = context.resourceOperations().updatePrimaryStatus(fresh);
            meters.written(spawn, plan.status());
            partners.waitingFor(spawn).forEach(news::look);
            return written;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                takeBack(spawn, plan.then());
            }
            throw e;
        }
    }

    // Somebody else changed the Spawn: a place that was proposed for what it was before is given up, and the next look
    // decides again.
    private void takeBack(Spawn spawn, List<SpawnAction> actions) {
        for (SpawnAction action : actions) {
            if (action instanceof SpawnAction.Dispatch(var assignment, var _)) {
                actor.carryOut(spawn, new SpawnAction.Abandon((SpawnAttempt) assignment.request()));
            }
        }
    }

    private static UpdateControl<Spawn> lookAgain(SpawnPlan plan, Instant now) {
        UpdateControl<Spawn> control = UpdateControl.noUpdate();
        return plan.lookAgain().equals(Instant.MAX)
                ? control
                : control.rescheduleAfter(
                        Duration.between(now, plan.lookAgain()).plusMillis(1));
    }
}
