package io.kpool.bench.function;

import io.kpool.worker.api.KeyChanged;
import io.kpool.worker.api.Self;
import io.kpool.worker.api.Watch;

/** Waits for others to join. */
final class Standing {
    private Standing() {}

    /** Until so many stand under what is watched, which is not watched any more then. */
    static void await(Self self, Watch watch, int wanted) throws InterruptedException {
        int there = watch.pids().size();
        while (there < wanted) {
            if (self.receive() instanceof KeyChanged(long id, KeyChanged.Kind kind, var pids, var reason)
                    && id == watch.id()) {
                there += kind == KeyChanged.Kind.JOINED ? pids.size() : 0;
            }
        }
        self.unwatch(watch);
    }
}
