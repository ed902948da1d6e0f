package io.kpool.client;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.client.Kubernetes.ServiceAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** A token that is asked of the API server, and anew when two thirds of its time are over. */
final class RequestedToken implements Text {
    private static final String AUDIENCE = "kpool";
    private static final Duration LIFE = Duration.ofHours(1);

    private final Kubernetes kubernetes;
    private final Supplier<ServiceAccount> account;
    private final InstantSource time;
    private String token = "";
    private Instant renewal = Instant.MIN;
    private Instant end = Instant.MIN;

    /** @param account asked for with each request: finding it out may take one itself */
    RequestedToken(Kubernetes kubernetes, Supplier<ServiceAccount> account, InstantSource time) {
        this.kubernetes = kubernetes;
        this.account = account;
        this.time = time;
    }

    @Override
    public synchronized String read() {
        Instant now = time.instant();
        if (now.isBefore(renewal)) {
            return token;
        }
        try {
            renew(now);
        } catch (KubernetesClientException refused) {
            if (!now.isBefore(end)) {
                throw Kubernetes.failure(refused);
            }
        }
        return token;
    }

    private void renew(Instant now) {
        ServiceAccount of = account.get();
        TokenRequestStatus given = kubernetes
                .client()
                .serviceAccounts()
                .inNamespace(of.namespace())
                .withName(of.name())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(List.of(AUDIENCE))
                        .withExpirationSeconds(LIFE.toSeconds())
                        .endSpec()
                        .build())
                .getStatus();
        token = given.getToken();
        end = Instant.parse(given.getExpirationTimestamp());
        renewal = now.plus(Duration.between(now, end).multipliedBy(2).dividedBy(3));
    }
}
