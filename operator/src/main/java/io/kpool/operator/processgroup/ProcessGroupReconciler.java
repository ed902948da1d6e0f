package io.kpool.operator.processgroup;

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
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.live.GroupMasters;
import io.kpool.operator.live.GroupMasters.GroupView;
import io.kpool.operator.news.ResourceNews;
import io.kpool.operator.news.StoppedCaches;
import io.kpool.operator.processgroup.GroupReports.Report;
import io.kpool.operator.processgroup.ProcessGroupStatusFactory.Facts;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells the masters which groups there are, keeps the members alive that a group's template wants, and says in its status
 * who is in it. Runs on a deleted ProcessGroup too, since no finalizer holds it: its memberships must go.
 */
@Singleton
@ControllerConfiguration(
        name = "processgroup",
        triggerReconcilerOnAllEvents = true,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 60, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 200, maxInterval = 30_000)
public class ProcessGroupReconciler implements Reconciler<ProcessGroup> {
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(50);

    private final GroupMasters masters;
    private final DeclaredGroups declared;
    private final InstantSource time;
    private final GroupReports reports;
    private final GroupMembers members = new GroupMembers(new MemberSpawns(new NameSuffixes()));
    private GroupCache groups;
    private ResourceNews<ProcessGroup> news;

    public ProcessGroupReconciler(
            GroupMasters masters, DeclaredGroups declared, ResourceEvents events, InstantSource time) {
        this.masters = masters;
        this.declared = declared;
        this.time = time;
        this.reports = new GroupReports(events::tell);
    }

    @Override
    public List<EventSource<?, ProcessGroup>> prepareEventSources(EventSourceContext<ProcessGroup> context) {
        groups = new GroupCache(context.getPrimaryCache());
        news = new ResourceNews<>("group-news", groups::withId);
        masters.listen(new GroupNews(this::lookAtAll));
        // Of several that claim a name, another one is the group now.
        declared.listen(this::lookAtAll);
        return List.of(news, members.watch(context));
    }

    private void lookAtAll(GroupKey key) {
        groups.named(key).forEach(group -> news.look(ResourceID.fromResource(group)));
    }

    @Override
    public UpdateControl<ProcessGroup> reconcile(ProcessGroup group, Context<ProcessGroup> context) {
        if (context.isPrimaryResourceDeleted()) {
            // Also if it has no successor yet: one that comes before this has ended is forgotten with it.
            news.lookAgain(ResourceID.fromResource(group));
            groups.gone(group);
            if (groups.has(group) || StoppedCaches.mayHaveBeenRead(context)) {
                // What was deleted is its predecessor, or may be.
                return UpdateControl.noUpdate();
            }
        }
        if (context.isPrimaryResourceDeleted() || group.isMarkedForDeletion()) {
            leave(group);
            return UpdateControl.noUpdate();
        }
        groups.saw(group);
        Instant now = time.instant();
        declared.bears(group);
        GroupKey key = GroupKey.of(group);
        GroupClaim claim =
                GroupClaim.of(group, groups.named(key), declared.uid(key).orElse(""));
        GroupPlan plan = plan(group, claim, context);
        if (StoppedCaches.mayHaveBeenRead(context)) {
            return UpdateControl.noUpdate();
        }
        if (claim.isGranted()) {
            declared.declare(group);
        }
        members.carryOut(group, plan, context.getClient());
        Facts facts = new Facts(claim, view(group, claim), members.of(group, context), plan);
        if (StoppedCaches.mayHaveBeenRead(context)) {
            return UpdateControl.noUpdate();
        }
        ProcessGroupStatus status = ProcessGroupStatusFactory.status(group, facts, now);
        return tell(new Report(group, status, plan.lookAgain(), now), context);
    }

    private UpdateControl<ProcessGroup> tell(Report report, Context<ProcessGroup> context) {
        try {
            return reports.tell(report, context.resourceOperations()::updatePrimaryStatus);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // Somebody else changed the group, which is to be looked at as it is now.
            return report.by(report.now().plus(CONFLICT_PAUSE)).nextLook();
        }
    }

    /** One that is not the group starts nothing and ends nothing. */
    private GroupPlan plan(ProcessGroup group, GroupClaim claim, Context<ProcessGroup> context) {
        return claim.isGranted()
                ? GroupPlanner.plan(group.getSpec().replicas(), members.of(group, context), time.instant())
                : GroupPlan.NOTHING;
    }

    private GroupView view(ProcessGroup group, GroupClaim claim) {
        GroupKey key = GroupKey.of(group);
        return claim.isGranted()
                ? masters.view(key.namespace(), key.group())
                        .orElseGet(() -> ProcessGroupStatusFactory.lastView(group.lastStatus()))
                : ProcessGroupStatusFactory.NOBODY;
    }

    private void leave(ProcessGroup group) {
        String uid = group.getMetadata().getUid();
        declared.withdraw(GroupKey.of(group), uid);
        members.forget(uid);
        reports.forget(uid);
    }
}
