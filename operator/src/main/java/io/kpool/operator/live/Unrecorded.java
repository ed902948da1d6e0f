package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.MembershipWire;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.WorkerWords;
import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.agent.SetMembership;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What workers were told of their processes' memberships and have not said to have recorded, while somebody waits for
 * that. Lives on the loop.
 */
final class Unrecorded {
    /** For what nobody waits for. */
    static final Runnable NOBODY = () -> {};

    private final LivePools pools;
    private final Map<Home, Deque<Told>> told = new HashMap<>();
    private long numbers;

    /** A worker, of whatever pool. */
    record Home(PoolKey pool, WorkerId worker) {
        static Home of(Heard heard) {
            return new Home(heard.pool(), heard.worker());
        }
    }

    /**
     * A membership that came to be so by one question.
     *
     * @param step by how much its count changed
     * @param done is run when it is recorded, or the process is no more
     */
    record Step(Pid pid, Membership now, int step, Runnable done) {
        private boolean isAwaited() {
            return done != NOBODY;
        }

        private Stand stand() {
            return new Stand(pid, now.withCount(0));
        }
    }

    private record Told(long number, Step step) {}

    private record Stand(Pid pid, Membership where) {}

    Unrecorded(LivePools pools) {
        this.pools = pools;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** Tells the worker of the process; one without a stream is told when it is back. */
    void tell(Home home, Step step) {
        Deque<Told> open = told.get(home);
        long number = 0;
        // Whoever comes back without some of it is asked how far it got: hence all that follows is kept too.
        if (step.isAwaited() || open != null) {
            number = ++numbers;
            told.computeIfAbsent(home, any -> new ArrayDeque<>()).add(new Told(number, step));
        }
        WorkerWords words = pools.words(home.pool(), home.worker()).orElse(null);
        if (words != null) {
            words.membership(SetMembership.newBuilder()
                    .setNumber(number)
                    .setSerial(step.pid().serial())
                    .setMembership(MembershipWire.write(step.now()))
                    .build());
        }
    }

    /** It has recorded what had that number, and so all before it. */
    void recorded(Home home, long number) {
        Deque<Told> open = told.get(home);
        while (open != null && !open.isEmpty() && open.peek().number() <= number) {
            open.remove().step().done().run();
        }
        if (open != null && open.isEmpty()) {
            told.remove(home, open);
        }
    }

    /** A process ended: nobody need record anything of it. */
    void ended(Home home, Pid pid) {
        Deque<Told> open = told.get(home);
        if (open != null) {
            List<Step> of = open.stream()
                    .map(Told::step)
                    .filter(step -> step.pid().equals(pid))
                    .toList();
            open.removeIf(one -> one.step().pid().equals(pid));
            if (open.isEmpty()) {
                told.remove(home);
            }
            of.forEach(step -> step.done().run());
        }
    }

    void lost(Home home) {
        Deque<Told> open = told.remove(home);
        if (open != null) {
            open.forEach(one -> one.step().done().run());
        }
    }

    /**
     * A worker is back on a new stream: what it did not get is to be so all the same, on top of what it says.
     *
     * @param said is changed by that
     * @return what it is to be told then
     */
    List<Step> again(Home home, Map<Pid, Map<Membership, Integer>> said) {
        Deque<Told> open = told.remove(home);
        if (open == null) {
            return List.of();
        }
        Map<Stand, List<Step>> byStand = new LinkedHashMap<>();
        open.forEach(one -> byStand.computeIfAbsent(one.step().stand(), any -> new ArrayList<>())
                .add(one.step()));
        List<Step> again = new ArrayList<>();
        byStand.forEach((stand, steps) -> {
            Map<Membership, Integer> of = said.get(stand.pid());
            if (of == null) {
                steps.forEach(step -> step.done().run());
            } else {
                again.addAll(rest(stand, steps, of));
            }
        });
        return again;
    }

    /** Its own processes ask again for what it did not get; for others the operator does. */
    private static List<Step> rest(Stand stand, List<Step> steps, Map<Membership, Integer> of) {
        int count = of.getOrDefault(stand.where(), 0);
        int got = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).now().count() == count) {
                got = i + 1;
            }
        }
        steps.subList(0, got).forEach(step -> step.done().run());
        List<Step> rest = new ArrayList<>();
        for (Step step : steps.subList(got, steps.size())) {
            if (step.isAwaited()) {
                count = Math.max(0, count + step.step());
                rest.add(new Step(step.pid(), stand.where().withCount(count), step.step(), step.done()));
            }
        }
        of.put(stand.where(), count);
        return rest;
    }
}
