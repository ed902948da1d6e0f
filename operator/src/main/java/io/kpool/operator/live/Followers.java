package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Brings what processes print to who follows them. Lives on the loop. */
final class Followers {
    private final LivePools pools;
    private final Map<Followed, List<Follower>> followers = new HashMap<>();
    private final Map<Long, Consumer<Page>> questions = new HashMap<>();
    private long asked;

    /** Hears of one process. */
    interface Follower {
        /** @param heard the frame that it came with */
        void printed(Output output, Heard heard);

        void ended();
    }

    /** @param heard the frame that it came with */
    record Page(OutputPage text, Heard heard) {}

    Followers(LivePools pools) {
        this.pools = pools;
    }

    void add(Followed process, Follower follower) {
        followers.computeIfAbsent(process, any -> new ArrayList<>(1)).add(follower);
        pools.follow(key(process), process.pid());
    }

    void remove(Followed process, Follower follower) {
        List<Follower> all = followers.get(process);
        if (all != null && all.remove(follower) && all.isEmpty()) {
            followers.remove(process);
            pools.unfollow(key(process), process.pid());
        }
    }

    /** Asks for the last that a process printed; the question's number, or none: its worker cannot be asked now. */
    OptionalLong read(Followed process, int tail, Consumer<Page> then) {
        long question = ++asked;
        if (!pools.readOutput(key(process), process.pid(), new LivePools.Tail(question, tail))) {
            return OptionalLong.empty();
        }
        questions.put(question, then);
        return OptionalLong.of(question);
    }

    /** Nobody waits for that answer any more. */
    void forget(long question) {
        questions.remove(question);
    }

    void outputs(Heard heard) {
        for (Output output : heard.frame().getOutputList()) {
            Followed process = new Followed(heard.pool().namespace(), heard.pid(output.getSerial()));
            List<Follower> all = followers.get(process);
            if (all == null) {
                // Of an earlier leader's caller.
                pools.unfollow(heard.pool(), process.pid());
            } else {
                List.copyOf(all).forEach(follower -> follower.printed(output, heard));
            }
        }
    }

    /** Who ended, and what was asked for before. */
    void ends(Heard heard) {
        if (!followers.isEmpty()) {
            for (long serial : heard.frame().getReturnedSerialList()) {
                ended(new Followed(heard.pool().namespace(), heard.pid(serial)));
            }
            for (Exit exit : heard.frame().getExitedList()) {
                ended(new Followed(heard.pool().namespace(), heard.pid(exit.getSerial())));
            }
        }
        for (OutputPage page : heard.frame().getOutputPageList()) {
            Consumer<Page> then = questions.remove(page.getQuestion());
            if (then != null) {
                then.accept(new Page(page, heard));
            }
        }
    }

    void lost(PoolKey pool, WorkerId worker) {
        List.copyOf(followers.keySet()).stream()
                .filter(process ->
                        key(process).equals(pool) && process.pid().worker().equals(worker))
                .forEach(this::ended);
    }

    private void ended(Followed process) {
        List<Follower> all = followers.remove(process);
        if (all != null) {
            all.forEach(Follower::ended);
        }
    }

    private static PoolKey key(Followed process) {
        return new PoolKey(process.namespace(), process.pid().pool());
    }
}
