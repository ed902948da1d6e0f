package io.kpool.pool;

/** A worker's place among those that may be chosen: the least is chosen. */
record Rank(long first, long second, long third, int order) implements Comparable<Rank> {
    private static final long PROCESS_MILLI = 1_000;

    /**
     * Compares loads as Erlang does, in whole processes: the fraction that starting a few commands leaves in a mean must
     * not outweigh how many processes there are.
     */
    static Rank leastLoaded(Worker worker) {
        Workload workload = worker.workload();
        return new Rank(
                (workload.comparedLoad() + PROCESS_MILLI / 2) / PROCESS_MILLI,
                workload.processes(),
                workload.lastUse(),
                worker.host().order());
    }

    static Rank packed(Worker worker) {
        return new Rank(worker.freeSlots(), 0, 0, worker.host().order());
    }

    @Override
    public int compareTo(Rank other) {
        int byFirst = Long.compare(first, other.first);
        if (byFirst != 0) {
            return byFirst;
        }
        int bySecond = Long.compare(second, other.second);
        if (bySecond != 0) {
            return bySecond;
        }
        int byThird = Long.compare(third, other.third);
        return byThird != 0 ? byThird : Integer.compare(order, other.order);
    }
}
