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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the API server whose a token is.
 *
 * @param <I> who that may be
 */
final class TokenReviews<I> {
    /** Whom workers' and callers' tokens are for: neither is taken for the other. */
    static final String WORKERS = "kpool-agent";

    static final String CALLERS = "kpool";

    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";
    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String POD_UID = "authentication.kubernetes.io/pod-uid";
    /** Long enough for a worker that dials again at once, short beside the life of a token. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int REMEMBERED_AT_MOST = 10_000;

    private final KubernetesClient client;
    private final String audience;
    private final Function<UserInfo, Optional<I>> reading;
    // By digest, so that no token stays in memory. Only answers that accept: a refusal may be for want of a pod that
    // the API server is just about to see.
    private final Cache<String, I> accepted = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_AT_MOST)
            .build();

    private TokenReviews(KubernetesClient client, String audience, Function<UserInfo, Optional<I>> reading) {
        this.client = client;
        this.audience = audience;
        this.reading = reading;
    }

    /** Of service accounts, for workers. */
    static TokenReviews<WorkerIdentity> ofWorkers(KubernetesClient client) {
        return new TokenReviews<>(client, WORKERS, TokenReviews::workerOf);
    }

    /** Of anybody's, for callers. */
    static TokenReviews<Caller> ofCallers(KubernetesClient client) {
        return new TokenReviews<>(client, CALLERS, TokenReviews::callerOf);
    }

    /** Empty: not a valid token for these. Blocks while the API server is asked. */
    Optional<I> identify(String token) {
        String digest = digest(token);
        I known = accepted.getIfPresent(digest);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<I> identity = review(token);
        identity.ifPresent(answer -> accepted.put(digest, answer));
        return identity;
    }

    private Optional<I> review(String token) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(audience)
                .endSpec()
                .build();
        TokenReview answer = client.tokenReviews().create(review);
        boolean valid = answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAuthenticated())
                && answer.getStatus().getAudiences() != null
                && answer.getStatus().getAudiences().contains(audience);
        return valid ? reading.apply(answer.getStatus().getUser()) : Optional.empty();
    }

    private static Optional<WorkerIdentity> workerOf(UserInfo user) {
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

    private static Optional<Caller> callerOf(UserInfo user) {
        return user == null
                ? Optional.empty()
                : Optional.of(Caller.of(
                        user.getUsername(),
                        Objects.requireNonNullElse(user.getUid(), ""),
                        Objects.requireNonNullElse(user.getGroups(), List.of()),
                        Objects.requireNonNullElse(user.getExtra(), Map.of())));
    }

    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
