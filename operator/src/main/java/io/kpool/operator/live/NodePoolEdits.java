package io.kpool.operator.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.Membership.Change;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Edits NodePools with the operator's own rights: that the caller may was asked before. An edit holds for the NodePool
 * that was read; if another came first, it is read again.
 */
final class NodePoolEdits implements PoolEdits {
    private static final int MOST_ATTEMPTS = 10;
    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;
    private final Hosts hosts;
    private final Executor executor;

    /** Which hosts pools have now. */
    interface Hosts {
        /** The hosts that the pool wants or still has; empty: nobody has heard of it yet. */
        Optional<Set<String>> of(PoolKey pool);
    }

    /** @param executor runs the questions to the API server, which block */
    NodePoolEdits(KubernetesClient client, Hosts hosts, Executor executor) {
        this.client = client;
        this.hosts = hosts;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Boolean> attach(PoolKey pool, List<String> hosts) {
        return edit(pool, new Edit("attached", membership -> membership.attach(hosts)))
                .thenApply(Change.Already.class::isInstance);
    }

    @Override
    public CompletionStage<Void> detach(PoolKey pool, List<String> hosts) {
        return edit(pool, new Edit("attached", membership -> membership.detach(hosts)))
                .thenApply(change -> null);
    }

    @Override
    public CompletionStage<Void> cordon(PoolKey pool, List<String> hosts) {
        return edit(pool, new Edit("cordoned", membership -> membership.cordon(hosts)))
                .thenApply(change -> null);
    }

    @Override
    public CompletionStage<Void> uncordon(PoolKey pool, List<String> hosts) {
        return edit(pool, new Edit("cordoned", membership -> membership.uncordon(hosts)))
                .thenApply(change -> null);
    }

    private record Edit(String field, Function<Membership, Change> change) {}

    private CompletionStage<Change> edit(PoolKey pool, Edit edit) {
        return CompletableFuture.supplyAsync(() -> carryOut(pool, edit), executor);
    }

    private Change carryOut(PoolKey pool, Edit edit) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            NodePool read = read(pool);
            Change change = edit.change().apply(new Membership(read.getSpec(), host -> has(pool, host)));
            if (!(change instanceof Change.To(var hosts)) || patch(read, edit.field(), hosts)) {
                return change;
            }
        }
        throw new LiveException(ErrorKind.UNAVAILABLE, "others change pool " + pool + " all the time");
    }

    private boolean has(PoolKey pool, String host) {
        return hosts.of(pool)
                .orElseThrow(() -> new LiveException(
                        ErrorKind.UNAVAILABLE, "the hosts of pool " + pool + " are not known yet: try again"))
                .contains(host);
    }

    private NodePool read(PoolKey pool) {
        try {
            NodePool read = client.resources(NodePool.class)
                    .inNamespace(pool.namespace())
                    .withName(pool.name())
                    .get();
            if (read == null) {
                throw new LiveException(ErrorKind.NO_SUCH_POOL, "there is no pool " + pool);
            }
            return read;
        } catch (KubernetesClientException e) {
            throw refusal(e);
        }
    }

    /** Whether nobody else was quicker. */
    private boolean patch(NodePool read, String field, List<String> hosts) {
        Map<String, Object> patch = Map.of(
                "metadata",
                Map.of("resourceVersion", read.getMetadata().getResourceVersion()),
                "spec",
                Map.of(field, hosts));
        try {
            client.resources(NodePool.class)
                    .inNamespace(read.getMetadata().getNamespace())
                    .withName(read.getMetadata().getName())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refusal(e);
        }
    }

    private static LiveException refusal(KubernetesClientException e) {
        return switch (e.getCode()) {
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
                new LiveException(ErrorKind.INVALID, e.getMessage());
            case HttpURLConnection.HTTP_NOT_FOUND -> new LiveException(ErrorKind.NO_SUCH_POOL, e.getMessage());
            default -> new LiveException(ErrorKind.UNAVAILABLE, "the API server did not: " + e.getMessage());
        };
    }
}
