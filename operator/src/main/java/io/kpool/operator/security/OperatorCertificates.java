package io.kpool.operator.security;

import io.grpc.util.AdvancedTlsX509KeyManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificate that this process shows, renewed while streams stay open: a new one is shown to whoever dials after,
 * and open streams keep what they were opened with.
 */
public final class OperatorCertificates implements CaBundle {
    private final Supplier<CertificateAuthority> store;
    private final CertificateIssuer issuer;
    private final List<String> dnsNames;
    private final InstantSource time;
    private final AdvancedTlsX509KeyManager keyManager = new AdvancedTlsX509KeyManager();

    private CertificateAuthority authority;
    private ServingCertificate serving;

    /** @param store asked once, when a certificate is first wanted */
    OperatorCertificates(
            Supplier<CertificateAuthority> store, CertificateIssuer issuer, List<String> dnsNames, InstantSource time) {
        this.store = store;
        this.issuer = issuer;
        this.dnsNames = List.copyOf(dnsNames);
        this.time = time;
    }

    @Override
    public String caBundlePem() {
        return Pem.write(authority().certificate());
    }

    /** The key manager for a TLS server; it follows every renewal. */
    public X509ExtendedKeyManager keyManager() {
        renewIfDue();
        return keyManager;
    }

    /** Issues a new serving certificate when there is none or two thirds of its time are over. */
    public synchronized void renewIfDue() {
        if (serving != null && time.instant().isBefore(serving.renewAt())) {
            return;
        }
        ServingCertificate next = issuer.serving(authority(), dnsNames);
        keyManager.updateIdentityCredentials(
                new X509Certificate[] {next.certificate(), authority().certificate()}, next.key());
        serving = next;
    }

    /** A key that only operators with this authority know; each purpose has its own. Blocks at first. */
    public byte[] secretFor(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(authority().key().getEncoded(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private synchronized CertificateAuthority authority() {
        if (authority == null) {
            authority = store.get();
        }
        return authority;
    }
}
