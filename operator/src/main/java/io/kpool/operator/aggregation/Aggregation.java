package io.kpool.operator.aggregation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.leader.LeadershipListener;
import io.kpool.operator.security.CaBundle;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Binds this package to the life of the operator, where the installation has the live API behind the API server. */
@Singleton
class Aggregation implements LeadershipListener {
    private final OperatorConfig config;
    private final KubernetesClient client;
    private final CaBundle bundle;
    private final FrontProxy proxy = new FrontProxy();
    private final Queue<Runnable> closing = new ConcurrentLinkedQueue<>();

    Aggregation(OperatorConfig config, KubernetesClient client, CaBundle bundle) {
        this.config = config;
        this.client = client;
        this.bundle = bundle;
    }

    @Produces
    @Singleton
    FrontProxy frontProxy() {
        return proxy;
    }

    // A standby too: it must know the API server when it takes over.
    void know(@Observes @Priority(0) StartupEvent event) {
        if (config.http().aggregated()) {
            FrontProxyWatch watch = new FrontProxyWatch(client, proxy);
            closing.add(watch::close);
            watch.start();
        }
    }

    @Override
    public void startServing(long epoch) {
        if (config.http().aggregated()) {
            ApiServiceKeeper keeper = new ApiServiceKeeper(client, bundle, InstantSource.system());
            closing.add(keeper::close);
            keeper.start();
        }
    }

    @Override
    public void stopServing() {
        for (Runnable close = closing.poll(); close != null; close = closing.poll()) {
            close.run();
        }
    }
}
