package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokenSignaturesTest {
    private static final String ISSUER = "https://kubernetes.default.svc";
    private static final WorkerIdentity ALPHA = new WorkerIdentity("acme", "runner", "demo-alpha", "uid-1");
    private static final PublicJsonWebKey KEY = rsa("one");

    private final AtomicLong nanos = new AtomicLong();
    private final TokenSignatures signatures = known(KEY);

    @Test
    void knowsThePodOfAToken() {
        assertThat(signatures.identify(token(claims -> {}))).contains(ALPHA);
    }

    @Test
    void knowsWhatIsSignedWithEllipticCurves() throws JoseException {
        // Given
        PublicJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        // Then
        assertThat(known(curve)
                        .identify(signed(curve, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, claims())))
                .contains(ALPHA);
    }

    @Test
    void knowsWhichOfManyKeysSigned() {
        assertThat(known(rsa("another"), KEY).identify(token(claims -> {}))).contains(ALPHA);
    }

    @Test
    void isNotSureOfAForeignSignature() {
        // Given
        PublicJsonWebKey foreign = rsa("one");
        // Then
        assertThat(signatures.identify(signed(foreign, AlgorithmIdentifiers.RSA_USING_SHA256, claims())))
                .isEmpty();
        assertThat(signatures.identify(signed(rsa("unknown"), AlgorithmIdentifiers.RSA_USING_SHA256, claims())))
                .isEmpty();
    }

    @Test
    void isNotSureOfATokenThatWasChanged() {
        // Given
        String[] parts = token(claims -> {}).split("\\.");
        String other = token(claims -> claims.setClaim("kubernetes.io", kubernetes("demo-beta")));
        // Then
        assertThat(signatures.identify(parts[0] + "." + other.split("\\.")[1] + "." + parts[2]))
                .isEmpty();
    }

    /** What everybody can read is no secret to sign with. */
    @Test
    void takesNoPublicKeyForASecret() throws JoseException {
        // Given
        JsonWebSignature forged = signature(claims());
        forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        forged.setKeyIdHeaderValue(KEY.getKeyId());
        forged.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));
        // Then
        assertThat(signatures.identify(forged.getCompactSerialization())).isEmpty();
    }

    @Test
    void isNotSureOfWhatKubernetesWouldNotSignWith() {
        assertThat(signatures.identify(signed(KEY, AlgorithmIdentifiers.RSA_PSS_USING_SHA256, claims())))
                .isEmpty();
    }

    @Test
    void isNotSureOfWhatNobodySigned() throws JoseException {
        // Given
        JsonWebSignature unsigned = signature(claims());
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        // Then
        assertThat(signatures.identify(unsigned.getCompactSerialization())).isEmpty();
        assertThat(signatures.identify("nonsense")).isEmpty();
        assertThat(signatures.identify("")).isEmpty();
    }

    @Test
    void isNotSureOfATokenForSomebodyElse() {
        assertThat(signatures.identify(token(claims -> claims.setAudience("kpool"))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.unsetClaim("aud"))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.setIssuer("https://elsewhere"))))
                .isEmpty();
    }

    @Test
    void isNotSureOfATokenThatHasExpired() {
        assertThat(signatures.identify(token(claims -> claims.setExpirationTime(inSeconds(-2)))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.unsetClaim("exp"))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.setNotBefore(inSeconds(600)))))
                .isEmpty();
    }

    @Test
    void isNotSureOfATokenThatLastsLongerThanAWorkers() {
        assertThat(signatures.identify(token(claims -> claims.setExpirationTime(inSeconds(2 * 3_600)))))
                .isEmpty();
    }

    @Test
    void isNotSureOfATokenWithoutAPod() {
        assertThat(signatures.identify(token(claims -> claims.unsetClaim("kubernetes.io"))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.setClaim(
                        "kubernetes.io", Map.of("namespace", "acme", "serviceaccount", Map.of("name", "runner"))))))
                .isEmpty();
        assertThat(signatures.identify(token(claims -> claims.setClaim("kubernetes.io", "acme"))))
                .isEmpty();
    }

    @Test
    void readsTheKeysAgainAfterFiveMinutes() {
        // Given
        AtomicReference<Optional<TokenIssuer>> published = new AtomicReference<>(issuer(rsa("former")));
        TokenSignatures reading = new TokenSignatures(published::get, nanos::get);
        assertThat(reading.identify(token(claims -> {}))).isEmpty();
        // When
        published.set(issuer(KEY));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(301));
        // Then
        assertThat(reading.identify(token(claims -> {}))).contains(ALPHA);
    }

    @Test
    void readsNoKeysForFiveMinutes() {
        // Given
        AtomicReference<Optional<TokenIssuer>> published = new AtomicReference<>(issuer(KEY));
        TokenSignatures reading = new TokenSignatures(published::get, nanos::get);
        assertThat(reading.identify(token(claims -> {}))).contains(ALPHA);
        // When
        published.set(Optional.empty());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(299));
        // Then
        assertThat(reading.identify(token(claims -> {}))).contains(ALPHA);
    }

    @Test
    void asksAgainSoonForKeysThatNobodyHad() {
        // Given
        AtomicReference<Optional<TokenIssuer>> published = new AtomicReference<>(Optional.empty());
        TokenSignatures reading = new TokenSignatures(published::get, nanos::get);
        assertThat(reading.identify(token(claims -> {}))).isEmpty();
        // When
        published.set(issuer(KEY));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        // Then
        assertThat(reading.identify(token(claims -> {}))).contains(ALPHA);
    }

    private TokenSignatures known(PublicJsonWebKey... keys) {
        return new TokenSignatures(() -> issuer(keys), nanos::get);
    }

    // As it is published, without what only the issuer has.
    private static Optional<TokenIssuer> issuer(PublicJsonWebKey... keys) {
        try {
            String published = new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            return Optional.of(new TokenIssuer(ISSUER, new JsonWebKeySet(published).getJsonWebKeys()));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return signed(KEY, AlgorithmIdentifiers.RSA_USING_SHA256, claims);
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("kpool-agent");
        claims.setExpirationTime(inSeconds(600));
        claims.setNotBefore(inSeconds(-1));
        claims.setSubject("system:serviceaccount:acme:runner");
        claims.setClaim("kubernetes.io", kubernetes("demo-alpha"));
        return claims;
    }

    private static Map<String, Object> kubernetes(String pod) {
        return Map.of(
                "namespace",
                "acme",
                "pod",
                Map.of("name", pod, "uid", "uid-1"),
                "serviceaccount",
                Map.of("name", "runner", "uid", "uid-2"));
    }

    private static NumericDate inSeconds(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static String signed(PublicJsonWebKey key, String algorithm, JwtClaims claims) {
        try {
            JsonWebSignature signature = signature(claims);
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonWebSignature signature(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        return signature;
    }

    private static PublicJsonWebKey rsa(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
