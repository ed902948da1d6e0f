package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CertificateIssuer issuer = new CertificateIssuer(() -> now);

    @Test
    void signsAServingCertificateForItsNames() throws Exception {
        // Given
        CertificateAuthority authority = issuer.newAuthority();
        // When
        X509Certificate certificate = issuer.serving(authority, List.of("kpool-operator.acme.svc", "kpool-operator"))
                .certificate();
        // Then
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("kpool-operator.acme.svc", "kpool-operator");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(ChronoUnit.DAYS.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(90);
    }

    @Test
    void survivesTheWayThroughASecret() {
        // Given
        CertificateAuthority authority = issuer.newAuthority();
        // When
        CertificateAuthority read = new CertificateAuthority(
                Pem.certificate(Pem.write(authority.certificate())), Pem.privateKey(Pem.write(authority.key())));
        // Then
        assertThat(read).isEqualTo(authority);
    }

    @Test
    void renewsWhenTwoThirdsOfItsTimeAreOver() {
        // Given
        OperatorCertificates certificates =
                new OperatorCertificates(issuer::newAuthority, issuer, List.of("kpool-operator"), () -> now);
        X509Certificate first = shown(certificates);
        // When
        now = now.plus(Duration.ofDays(58));
        certificates.renewIfDue();
        X509Certificate tooEarly = shown(certificates);
        now = now.plus(Duration.ofDays(3));
        certificates.renewIfDue();
        // Then
        assertThat(tooEarly).isEqualTo(first);
        assertThat(shown(certificates)).isNotEqualTo(first);
    }

    @Test
    void publishesItsAuthorityOnly() {
        // Given
        CertificateAuthority authority = issuer.newAuthority();
        OperatorCertificates certificates =
                new OperatorCertificates(() -> authority, issuer, List.of("kpool-operator"), () -> now);
        // When
        String bundle = certificates.caBundlePem();
        // Then
        assertThat(Pem.certificate(bundle)).isEqualTo(authority.certificate());
        assertThat(bundle).doesNotContain("PRIVATE");
    }

    @Test
    void saysWhatIsNoKey() {
        assertThatThrownBy(() -> Pem.privateKey("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEM");
    }

    private static X509Certificate shown(OperatorCertificates certificates) {
        return certificates.keyManager().getCertificateChain("default")[0];
    }
}
