package io.kpool.operator.spawn;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kpool.crd.Spawn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Counts how often each Spawn of a namespace is changed, by the API server's own word. */
final class StatusWrites implements AutoCloseable, Watcher<Spawn> {
    private final Map<String, List<String>> changes = new ConcurrentHashMap<>();
    private final Watch watch;

    StatusWrites(KubernetesClient client, String namespace) {
        this.watch = client.resources(Spawn.class).inNamespace(namespace).watch(this);
    }

    /** How many there were until it was as given. */
    int until(Spawn last) {
        List<String> seen = changes.computeIfAbsent(last.getMetadata().getName(), any -> new CopyOnWriteArrayList<>());
        Awaitility.await().until(() -> seen.contains(last.getMetadata().getResourceVersion()));
        return seen.indexOf(last.getMetadata().getResourceVersion()) + 1;
    }

    @Override
    public void eventReceived(Action action, Spawn spawn) {
        if (action == Action.MODIFIED) {
            changes.computeIfAbsent(spawn.getMetadata().getName(), any -> new CopyOnWriteArrayList<>())
                    .add(spawn.getMetadata().getResourceVersion());
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
