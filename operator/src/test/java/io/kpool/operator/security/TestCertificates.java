package io.kpool.operator.security;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Certificates as the operator makes them. */
public final class TestCertificates {
    public static final String SERVICE = "kpool-operator.kpool-system.svc";

    private static final CertificateIssuer ISSUER = new CertificateIssuer(InstantSource.system());

    private TestCertificates() {}

    /** With the authority in a Secret of that namespace. */
    public static OperatorCertificates in(KubernetesClient client, String namespace) {
        return of(new CertificateAuthorityStore(client, namespace, ISSUER)::getOrCreate);
    }

    /** With an authority that nobody else has. */
    public static OperatorCertificates fresh() {
        return of(ISSUER::newAuthority);
    }

    /** Likewise, by a clock that a test may set. */
    public static OperatorCertificates at(InstantSource time) {
        CertificateIssuer issuer = new CertificateIssuer(time);
        return new OperatorCertificates(
                issuer::newAuthority, issuer, SecurityBeans.serviceNames("kpool-operator", "kpool-system"), time);
    }

    private static OperatorCertificates of(Supplier<CertificateAuthority> store) {
        return new OperatorCertificates(
                store, ISSUER, SecurityBeans.serviceNames("kpool-operator", "kpool-system"), InstantSource.system());
    }
}
