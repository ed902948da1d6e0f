package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose the tokens of workers are: at once, by their signatures, or by asking the API server. A signature counts once, and
 * then again when the API server has confirmed the token: nobody stays without that by coming again and again, and who
 * was sent away does not come back.
 */
final class WorkerTokens {
    /** Longer than a token that counts by its signature lives. */
    private static final Duration REMEMBERED = TokenSignatures.LONGEST_LIFE.multipliedBy(2);

    private static final int REMEMBERED_AT_MOST = 10_000;

    private final TokenSignatures signatures;
    private final TokenReviews<WorkerIdentity> reviews;
    // By digest, so that no token stays in memory.
    private final Cache<String, Boolean> unconfirmed = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_AT_MOST)
            .build();

    WorkerTokens(TokenSignatures signatures, TokenReviews<WorkerIdentity> reviews) {
        this.signatures = signatures;
        this.reviews = reviews;
    }

    /** Empty: the API server is to be asked. Blocks at times. */
    Optional<WorkerIdentity> bySignature(String token) {
        return signatures
                .identify(token)
                .filter(identity -> unconfirmed.asMap().putIfAbsent(TokenReviews.digest(token), true) == null);
    }

    /** Empty: it is nobody's. Blocks. */
    Optional<WorkerIdentity> byReview(String token) {
        Optional<WorkerIdentity> identity = reviews.identify(token);
        if (identity.isPresent()) {
            unconfirmed.invalidate(TokenReviews.digest(token));
        } else if (signatures.identify(token).isPresent()) {
            unconfirmed.put(TokenReviews.digest(token), true);
        }
        return identity;
    }
}
