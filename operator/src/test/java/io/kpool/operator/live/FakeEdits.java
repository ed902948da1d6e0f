package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is to be changed, and finds only the hosts alpha and laptop attached. */
public final class FakeEdits implements PoolEdits {
    private static final Set<String> ATTACHED = Set.of("alpha", "laptop");

    public final List<String> done = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Boolean> attach(PoolKey pool, List<String> hosts) {
        done.add("attach " + hosts);
        return CompletableFuture.completedFuture(ATTACHED.containsAll(hosts));
    }

    @Override
    public CompletionStage<Void> detach(PoolKey pool, List<String> hosts) {
        return ATTACHED.containsAll(hosts)
                ? done("detach " + hosts)
                : CompletableFuture.failedFuture(new LiveException(ErrorKind.UNKNOWN_NODE, "not attached"));
    }

    @Override
    public CompletionStage<Void> cordon(PoolKey pool, List<String> hosts) {
        return done("cordon " + hosts);
    }

    @Override
    public CompletionStage<Void> uncordon(PoolKey pool, List<String> hosts) {
        return done("uncordon " + hosts);
    }

    private CompletionStage<Void> done(String what) {
        done.add(what);
        return CompletableFuture.completedFuture(null);
    }
}
