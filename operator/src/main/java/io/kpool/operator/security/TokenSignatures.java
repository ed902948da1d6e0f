package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * Whose a worker's token is, by its signature. That is quick, since nobody is asked, and says nothing of what became of
 * the service account and the pod since the token was made. What is not known here is for the API server to say.
 */
final class TokenSignatures {
    /** What is made to last longer is not made for a worker. */
    static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /** A key that is no longer published may sign for so long yet; one that is new is not known for so long. */
    private static final Duration KEYS_COUNT = Duration.ofMinutes(5);

    /** Until it is asked again who signs, if nobody could say. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What Kubernetes signs with. */
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512
    };

    private final Supplier<Optional<TokenIssuer>> issuer;
    /** By audience. */
    private final LoadingCache<String, Optional<JwtConsumer>> readers;

    /**
     * @param issuer who signs; may block; empty: nobody can say
     * @param ticker how time passes until that is asked again
     */
    TokenSignatures(Supplier<Optional<TokenIssuer>> issuer, Ticker ticker) {
        this.issuer = issuer;
        this.readers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(Expiry.creating(
                        (String audience, Optional<JwtConsumer> reader) -> reader.isPresent() ? KEYS_COUNT : PAUSE))
                .build(this::reader);
    }

    private Optional<JwtConsumer> reader(String audience) {
        return issuer.get()
                .map(known -> new JwtConsumerBuilder()
                        .setVerificationKeyResolver(new JwksVerificationKeyResolver(known.keys()))
                        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
                        .setExpectedIssuer(known.name())
                        .setExpectedAudience(audience)
                        .setRequireExpirationTime()
                        .setMaxFutureValidityInMinutes((int) LONGEST_LIFE.toMinutes())
                        .build());
    }

    /** Empty: it is not a valid token of a pod, for workers, or its signature cannot be checked. Blocks at times. */
    Optional<WorkerIdentity> identify(String token) {
        return readers.get(TokenReviews.WORKERS).flatMap(reader -> identify(reader, token));
    }

    private static Optional<WorkerIdentity> identify(JwtConsumer reader, String token) {
        try {
            return identify(reader.processToClaims(token));
        } catch (InvalidJwtException | MalformedClaimException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<WorkerIdentity> identify(JwtClaims claims) throws MalformedClaimException {
        // Of Kubernetes' own claims: {"namespace": …, "serviceaccount": {"name": …}, "pod": {"name": …, "uid": …}}.
        Map<?, ?> kubernetes = claims.getClaimValue("kubernetes.io", Map.class);
        return kubernetes != null
                        && kubernetes.get("namespace") instanceof String namespace
                        && kubernetes.get("serviceaccount") instanceof Map<?, ?> account
                        && account.get("name") instanceof String accountName
                        && kubernetes.get("pod") instanceof Map<?, ?> pod
                        && pod.get("name") instanceof String podName
                        && pod.get("uid") instanceof String podUid
                ? Optional.of(new WorkerIdentity(namespace, accountName, podName, podUid))
                : Optional.empty();
    }
}
