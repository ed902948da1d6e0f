package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.config.OperatorConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes this package's parts of what the installation configured. */
@Singleton
class SecurityBeans {
    /** So that a thousand workers that come back at once do not keep the API server from answering about the lease. */
    static final int MOST_QUESTIONS = 24;

    @Produces
    @Singleton
    OperatorCertificates certificates(KubernetesClient client, OperatorConfig config) {
        InstantSource time = InstantSource.system();
        CertificateIssuer issuer = new CertificateIssuer(time);
        return new OperatorCertificates(
                new CertificateAuthorityStore(client, config.namespace(), issuer)::getOrCreate,
                issuer,
                serviceNames(config.agents().service(), config.namespace()),
                time);
    }

    @Produces
    @Singleton
    WorkerAdmission admission(KubernetesClient client, WatchedResources watched) {
        TokenSignatures signatures = new TokenSignatures(new IssuerDiscovery(client)::read, Ticker.systemTicker());
        WorkerTokens tokens = new WorkerTokens(signatures, TokenReviews.ofWorkers(client));
        return new TokenAdmission(
                tokens,
                new ReferredResources(client, watched),
                questions("worker-signature"),
                questions("worker-admission"));
    }

    @Produces
    @Singleton
    CallerAdmission callers(KubernetesClient client) {
        return new AccessReviews(client, TokenReviews.ofCallers(client), questions("caller-admission"));
    }

    /** Asks so many questions at once; further ones wait. */
    static ExecutorService questions(String name) {
        return Executors.newFixedThreadPool(
                MOST_QUESTIONS, Thread.ofVirtual().name(name + "-", 0).factory());
    }

    static List<String> serviceNames(String service, String namespace) {
        String qualified = service + "." + namespace;
        return List.of(qualified + ".svc", qualified + ".svc.cluster.local", qualified, service);
    }
}
