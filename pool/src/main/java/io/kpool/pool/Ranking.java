package io.kpool.pool;

import java.util.Optional;

/** The workers that may be chosen, kept in the order of a strategy. */
interface Ranking {
    static Ranking of(PlacementStrategy strategy) {
        return switch (strategy) {
            case LEAST_LOADED -> new OrderedRanking(Rank::leastLoaded);
            case PACKED -> new OrderedRanking(Rank::packed);
            case ROTATION -> new RotationRanking();
        };
    }

    /** Whether a worker waits for its first report before it may be chosen. */
    boolean needsReport();

    /** Something about that worker changed. */
    void refresh(Worker worker);

    /** That worker reported its load. */
    void reported(Worker worker);

    /** The worker that is to be used next, if any may be; counts as nothing. */
    Optional<Worker> next();

    /** Likewise; counts as used. */
    Optional<Worker> choose();

    /** That worker was used without being chosen. */
    void used(Worker worker);

    /** That worker is lost. */
    void remove(Worker worker);
}
