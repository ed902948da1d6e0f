package io.kpool.operator.aggregation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kpool.operator.security.Caller;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Knows the API server by its client certificate, and believes it for whom it asks. Nobody else is believed, and before
 * it was told whom to know it knows nobody. From any thread.
 */
public final class FrontProxy {
    /** What a certificate shows is looked at again after so long, also on a connection that stays open. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int REMEMBERED_AT_MOST = 100;

    private final ClientTrust trust = new ClientTrust();
    private volatile Known known = new Known(RequestHeaders.of(Map.of()));

    /** What goes for one version of the ConfigMap. */
    private final class Known {
        private final RequestHeaders headers;
        private final Cache<List<X509Certificate>, Boolean> answers = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(REMEMBERED_AT_MOST)
                .build();

        Known(RequestHeaders headers) {
            this.headers = headers;
        }

        boolean isProxy(List<X509Certificate> chain) {
            return !chain.isEmpty() && answers.get(chain, this::check);
        }

        private boolean check(List<X509Certificate> chain) {
            try {
                trust.check(chain);
            } catch (CertificateException refused) {
                return false;
            }
            return headers.allowedNames().isEmpty() || headers.allowedNames().contains(commonName(chain.getFirst()));
        }
    }

    /**
     * For a TLS server that asks for certificates and can do without: takes those of the API servers' authority only. It
     * follows every change.
     */
    public X509ExtendedTrustManager trustManager() {
        return trust;
    }

    /** @param data of ConfigMap extension-apiserver-authentication; nonsense is an IllegalArgumentException */
    void learn(Map<String, String> data) {
        RequestHeaders headers = RequestHeaders.of(data);
        trust.trust(headers.authorities());
        known = new Known(headers);
    }

    /**
     * For whom the API server asks; empty: it is somebody else who asks, whatever the headers say, or it names nobody.
     *
     * @param chain what the connection's other side showed and proved to be, its own certificate first
     */
    public Optional<Caller> caller(List<Certificate> chain, Iterable<Entry<String, String>> headers) {
        Known now = known;
        return now.isProxy(x509(chain)) ? now.headers.caller(headers) : Optional.empty();
    }

    /** Whether that is an API server's. */
    public boolean isKnown(List<Certificate> chain) {
        return known.isProxy(x509(chain));
    }

    private static List<X509Certificate> x509(List<Certificate> chain) {
        return chain.stream()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** The last one, if there are several, as API servers have it. */
    private static String commonName(X509Certificate certificate) {
        return List.of(X500Name.getInstance(
                                certificate.getSubjectX500Principal().getEncoded())
                        .getRDNs(BCStyle.CN))
                .stream()
                .flatMap(rdn -> List.of(rdn.getTypesAndValues()).stream())
                .filter(part -> part.getType().equals(BCStyle.CN))
                .map(part -> ((ASN1String) part.getValue()).getString())
                .reduce("", (earlier, later) -> later);
    }
}
