package io.kpool.pool;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Remembers what became of the workers that were lost last. */
final class Fates {
    private static final int CAPACITY = 4_096;

    private final SequencedMap<WorkerId, WorkerFate> fates = new LinkedHashMap<>();

    Optional<WorkerFate> of(WorkerId worker) {
        return Optional.ofNullable(fates.get(worker));
    }

    void silent(WorkerId worker, WorkerFate.Silent fate) {
        remember(worker, fate);
    }

    /** Whether that is news. */
    boolean ended(WorkerId worker) {
        return !(remember(worker, new WorkerFate.Ended()) instanceof WorkerFate.Ended);
    }

    private WorkerFate remember(WorkerId worker, WorkerFate fate) {
        WorkerFate former = fates.put(worker, fate);
        if (fates.size() > CAPACITY) {
            fates.pollFirstEntry();
        }
        return former;
    }
}
