package io.kpool.operator.news;

import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * What is read of the framework's caches while it stops them (JOSDK 5.3): nothing, as if nothing was there.
 * Reconciliations that have begun go on meanwhile.
 */
public final class StoppedCaches {
    private StoppedCaches() {}

    /** Whether what was read until now may lack what there is; to be asked before anything is done by that. */
    public static boolean mayHaveBeenRead(Context<?> context) {
        // The cache of the resource itself is stopped before all others.
        return !context.eventSourceRetriever().getControllerEventSource().isRunning();
    }
}
