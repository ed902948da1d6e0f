package io.kpool.client;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpec;
import io.kpool.crd.NodePoolSpecBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Starts and stops pools, as resources of the Kubernetes API. */
final class NodePools {
    /** Beyond what processes get to end: kubelets and the garbage collector take their time too. */
    private static final Duration STOPPING = Duration.ofSeconds(90);

    /** Of changes that somebody else's came before. */
    private static final int MOST_ROUNDS = 10;

    private final Kubernetes kubernetes;

    NodePools(Kubernetes kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Makes the pool, or adds the hosts that it lacks; a pool that is there keeps everything else. */
    NodePool create(NodePool wanted) {
        wanted.getMetadata().setNamespace(kubernetes.namespace());
        try {
            return pools().resource(wanted).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw Kubernetes.failure(refused);
            }
        }
        return join(wanted);
    }

    /** Only on top of what was read, since others may add hosts too; the operator, which writes the status, comes between as well. */
    private NodePool join(NodePool wanted) {
        for (int round = 1; true; round++) {
            try {
                return named(wanted.getMetadata().getName()).edit(there -> joined(there, wanted.getSpec()));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT || round == MOST_ROUNDS) {
                    throw Kubernetes.failure(refused);
                }
            }
        }
    }

    private static NodePool joined(NodePool there, NodePoolSpec wanted) {
        if (!there.getSpec().args().equals(wanted.args())) {
            throw new KpoolException(
                    ErrorCode.INVALID,
                    "pool " + there.getMetadata().getName() + " runs already, with the arguments "
                            + there.getSpec().args() + " instead of " + wanted.args());
        }
        Map<String, HostSpec> hosts = new LinkedHashMap<>();
        there.getSpec().hosts().forEach(host -> hosts.put(host.name(), host));
        wanted.hosts().forEach(host -> hosts.putIfAbsent(host.name(), host));
        there.setSpec(NodePoolSpecBuilder.builder(there.getSpec())
                .hosts(List.copyOf(hosts.values()))
                .build());
        return there;
    }

    /** Waits until each host is up or has failed, or the time is over; then some are still starting. */
    StartProgress awaitStart(NodePool pool, Duration atMost) throws InterruptedException {
        List<String> hosts = pool.getSpec().hosts().stream().map(HostSpec::name).toList();
        String name = pool.getMetadata().getName();
        var last = new AtomicReference<>(StartProgress.of(pool, hosts));
        try {
            NodePool settled = named(name)
                    .waitUntilCondition(
                            now -> now == null || isOver(last, StartProgress.of(now, hosts)),
                            atMost.toMillis(),
                            TimeUnit.MILLISECONDS);
            if (settled == null) {
                throw new KpoolException(ErrorCode.NO_SUCH_POOL, "pool " + name + " was deleted while it started");
            }
        } catch (KubernetesClientTimeoutException late) {
            // Who still starts is told.
            return last.get();
        } catch (KubernetesClientException refused) {
            throw failure(refused);
        }
        return last.get();
    }

    private static boolean isOver(AtomicReference<StartProgress> last, StartProgress now) {
        last.set(now);
        return now.isOver();
    }

    /** Deletes the pool, and waits until its workers are gone. */
    void stop(String name) throws InterruptedException {
        try {
            NodePool pool = named(name).get();
            if (pool == null) {
                throw new KpoolException(ErrorCode.NO_SUCH_POOL, "there is no pool " + name);
            }
            // In the foreground: the resource stays until the pods that it owns are gone.
            named(name).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
            String uid = pool.getMetadata().getUid();
            Duration limit = STOPPING.plus(pool.getSpec().drainTimeout());
            named(name)
                    .waitUntilCondition(
                            now -> now == null || !now.getMetadata().getUid().equals(uid),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException late) {
            throw new KpoolException(ErrorCode.DEADLINE, "pool " + name + " is deleted and has workers still", late);
        } catch (KubernetesClientException refused) {
            throw failure(refused);
        }
    }

    private static KpoolException failure(KubernetesClientException refused) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Kubernetes.failure(refused);
    }

    private Resource<NodePool> named(String name) {
        return pools().withName(name);
    }

    private NonNamespaceOperation<NodePool, KubernetesResourceList<NodePool>, Resource<NodePool>> pools() {
        MixedOperation<NodePool, KubernetesResourceList<NodePool>, Resource<NodePool>> all =
                kubernetes.client().resources(NodePool.class);
        return all.inNamespace(kubernetes.namespace());
    }
}
