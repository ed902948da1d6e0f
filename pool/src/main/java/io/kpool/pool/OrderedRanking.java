package io.kpool.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A tree of those that may be chosen, by rank: who may not is not in it. */
final class OrderedRanking implements Ranking {
    private final Function<Worker, Rank> order;
    private final TreeMap<Rank, Worker> tree = new TreeMap<>();
    private final Map<Worker, Rank> ranks = new HashMap<>();

    OrderedRanking(Function<Worker, Rank> order) {
        this.order = order;
    }

    @Override
    public boolean needsReport() {
        return true;
    }

    @Override
    public void refresh(Worker worker) {
        if (!worker.isPlaceable()) {
            remove(worker);
            return;
        }
        Rank rank = order.apply(worker);
        Rank former = ranks.put(worker, rank);
        if (rank.equals(former)) {
            return;
        }
        if (former != null) {
            // Its former place may have been taken by another when hosts changed their order.
            tree.remove(former, worker);
        }
        tree.put(rank, worker);
    }

    @Override
    public void reported(Worker worker) {
        refresh(worker);
    }

    @Override
    public Optional<Worker> choose() {
        return next();
    }

    @Override
    public Optional<Worker> next() {
        return tree.isEmpty() ? Optional.empty() : Optional.of(tree.firstEntry().getValue());
    }

    @Override
    public void used(Worker worker) {
        refresh(worker);
    }

    @Override
    public void remove(Worker worker) {
        Rank former = ranks.remove(worker);
        if (former != null) {
            tree.remove(former, worker);
        }
    }
}
