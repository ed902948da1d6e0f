package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose the tokens of workers are: at once, by their signatures, or by asking the API server. A token that the API server
 * has not confirmed when it was asked counts by its signature no more: who was sent away comes back with the same one.
 */
final class WorkerTokens {
    /** Longer than a worker's token lives. */
    private static final Duration DOUBTED = Duration.ofHours(1);

    private static final int DOUBTED_AT_MOST = 10_000;

    private final TokenSignatures signatures;
    private final TokenReviews<WorkerIdentity> reviews;
    /** By digest. */
    private final Cache<String, Boolean> doubted = Caffeine.newBuilder()
            .expireAfterWrite(DOUBTED)
            .maximumSize(DOUBTED_AT_MOST)
            .build();

    WorkerTokens(TokenSignatures signatures, TokenReviews<WorkerIdentity> reviews) {
        this.signatures = signatures;
        this.reviews = reviews;
    }

    /** Empty: that is to be asked. Blocks at times. */
    Optional<WorkerIdentity> bySignature(String token) {
        return doubted.getIfPresent(TokenReviews.digest(token)) == null ? signatures.identify(token) : Optional.empty();
    }

    /** Empty: it is nobody's. Blocks. */
    Optional<WorkerIdentity> byReview(String token) {
        String digest = TokenReviews.digest(token);
        doubted.put(digest, true);
        Optional<WorkerIdentity> identity = reviews.identify(token);
        identity.ifPresent(confirmed -> doubted.invalidate(digest));
        return identity;
    }
}
