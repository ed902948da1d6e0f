package io.kpool.pool;

import io.kpool.pool.RotationList.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Erlang's {@code pool} over workers. Who is not ready, full or cordoned keeps its position and is passed over; who is
 * lost leaves, and its successor enters last.
 */
final class RotationRanking implements Ranking {
    private final RotationList<Worker> list = new RotationList<>();
    private final Map<Worker, Member> members = new HashMap<>();

    private static final class Member {
        private final Entry<Worker> entry;
        private long lastReport = RotationList.ENTRY_LOAD;

        private Member(Entry<Worker> entry) {
            this.entry = entry;
        }

        /** Whether it is news: a collector sends only what differs from what it sent last. */
        private boolean reports(long load) {
            boolean news = load != lastReport;
            lastReport = load;
            return news;
        }
    }

    @Override
    public boolean needsReport() {
        return false;
    }

    @Override
    public void refresh(Worker worker) {
        Member member = members.get(worker);
        if (member == null) {
            if (!worker.link().isKnown()) {
                return;
            }
            member = new Member(list.append(worker, RotationList.ENTRY_LOAD));
            members.put(worker, member);
        }
        if (worker.isPlaceable()) {
            list.open(member.entry);
        } else {
            list.close(member.entry);
        }
    }

    @Override
    public void reported(Worker worker) {
        refresh(worker);
        Member member = members.get(worker);
        // Erlang's run queue is a whole number.
        long load = Math.round(worker.workload().runQueueMilli() / 1_000.0);
        if (member != null && member.reports(load)) {
            list.report(member.entry, load);
        }
    }

    @Override
    public Optional<Worker> next() {
        return list.firstOpen().map(Entry::member);
    }

    @Override
    public Optional<Worker> choose() {
        return list.rotate();
    }

    @Override
    public void used(Worker worker) {
        list.increment(members.get(worker).entry);
    }

    @Override
    public void remove(Worker worker) {
        Member member = members.remove(worker);
        if (member != null) {
            list.remove(member.entry);
        }
    }

    /** From head to tail. */
    List<Entry<Worker>> entries() {
        return list.entries();
    }
}
