package io.kpool.operator.live;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes groups of which only the leader knows. */
final class FakeGroupEdits implements GroupEdits {
    private final Map<String, String> uids = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public CompletionStage<String> create(String namespace, String group) {
        return CompletableFuture.completedFuture(
                uids.computeIfAbsent(namespace + "/" + group, any -> "uid-" + made.incrementAndGet()));
    }

    @Override
    public CompletionStage<Void> delete(String namespace, String group) {
        uids.remove(namespace + "/" + group);
        return CompletableFuture.completedFuture(null);
    }
}
