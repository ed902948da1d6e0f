package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the API server whose a token is. */
final class TokenReviews {
    /** Whom a worker's token is for; tokens of callers are for someone else, and neither is taken for the other. */
    static final String AUDIENCE = "kpool-agent";

    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";
    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String POD_UID = "authentication.kubernetes.io/pod-uid";
    /** Long enough for a worker that dials again at once, short beside the life of a token. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int REMEMBERED_AT_MOST = 10_000;

    private final KubernetesClient client;
    // By digest, so that no token stays in memory. Only answers that accept: a refusal may be for want of a pod that
    // the API server is just about to see.
    private final Cache<String, WorkerIdentity> accepted = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_AT_MOST)
            .build();

    TokenReviews(KubernetesClient client) {
        this.client = client;
    }

    /** Empty: not a valid token of a service account for workers. Blocks while the API server is asked. */
    Optional<WorkerIdentity> identify(String token) {
        String digest = digest(token);
        WorkerIdentity known = accepted.getIfPresent(digest);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<WorkerIdentity> identity = review(token);
        identity.ifPresent(answer -> accepted.put(digest, answer));
        return identity;
    }

    private Optional<WorkerIdentity> review(String token) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(AUDIENCE)
                .endSpec()
                .build();
        TokenReview answer = client.tokenReviews().create(review);
        boolean valid = answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAuthenticated())
                && answer.getStatus().getAudiences() != null
                && answer.getStatus().getAudiences().contains(AUDIENCE);
        return valid ? identityOf(answer.getStatus().getUser()) : Optional.empty();
    }

    private static Optional<WorkerIdentity> identityOf(UserInfo user) {
        if (user == null || !user.getUsername().startsWith(ACCOUNT_PREFIX)) {
            return Optional.empty();
        }
        List<String> account =
                List.of(user.getUsername().substring(ACCOUNT_PREFIX.length()).split(":"));
        if (account.size() != 2) {
            return Optional.empty();
        }
        Map<String, List<String>> extra = user.getExtra() == null ? Map.of() : user.getExtra();
        return Optional.of(
                new WorkerIdentity(account.get(0), account.get(1), only(extra, POD_NAME), only(extra, POD_UID)));
    }

    private static String only(Map<String, List<String>> extra, String key) {
        List<String> values = extra.getOrDefault(key, List.of());
        return values.size() == 1 ? values.getFirst() : "";
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
