package io.kpool.operator.security;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What the operator shows to whoever dials it. */
record ServingCertificate(X509Certificate certificate, PrivateKey key) {
    ServingCertificate {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }

    /** When two thirds of its time are over: early enough that a renewal may fail for weeks. */
    Instant renewAt() {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return from.plus(life.multipliedBy(2).dividedBy(3));
    }

    @Override
    public String toString() {
        return "ServingCertificate[until " + certificate.getNotAfter().toInstant() + "]";
    }
}
