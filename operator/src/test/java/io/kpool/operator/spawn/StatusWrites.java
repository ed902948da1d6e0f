package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kpool.crd.Spawn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often each Spawn of a namespace is changed, by the API server's own word. */
final class StatusWrites implements AutoCloseable, Watcher<Spawn> {
    private final Map<String, AtomicInteger> changes = new ConcurrentHashMap<>();
    private final Watch watch;

    StatusWrites(KubernetesClient client, String namespace) {
        this.watch = client.resources(Spawn.class).inNamespace(namespace).watch(this);
    }

    int of(String name) {
        return changes.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    public void eventReceived(Action action, Spawn spawn) {
        if (action == Action.MODIFIED) {
            changes.computeIfAbsent(spawn.getMetadata().getName(), any -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        // The test is over, or fails for want of what it waits for.
    }

    @Override
    public void close() {
        watch.close();
    }
}
