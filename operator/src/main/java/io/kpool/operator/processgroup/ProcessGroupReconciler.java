package io.kpool.operator.processgroup;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupStatus;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Answers a ProcessGroup with what is carried out of it, so that it is not silently ignored: nothing yet. */
@Singleton
@ControllerConfiguration(name = "processgroup")
@GradualRetry(maxAttempts = -1, initialInterval = 500, maxInterval = 30_000)
public class ProcessGroupReconciler implements Reconciler<ProcessGroup> {
    private final InstantSource time;

    public ProcessGroupReconciler(InstantSource time) {
        this.time = time;
    }

    @Override
    public UpdateControl<ProcessGroup> reconcile(ProcessGroup group, Context<ProcessGroup> context) {
        ProcessGroupStatus status = ProcessGroupStatusFactory.status(group, time.instant());
        if (status.equals(group.lastStatus())) {
            return UpdateControl.noUpdate();
        }
        ProcessGroup fresh = new ProcessGroup();
        fresh.setMetadata(group.getMetadata());
        fresh.setSpec(group.getSpec());
        fresh.setStatus(status);
        return UpdateControl.patchStatus(fresh);
    }
}
