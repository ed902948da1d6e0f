package io.kpool.operator.aggregation;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts clients whose certificates are signed by some authorities, which may change while a server is open. Unlike
 * gRPC's own of this kind it can be asked about a connection that was opened before.
 */
final class ClientTrust extends X509ExtendedTrustManager {
    /** Of clients a certificate's kind does not matter, and must be said. */
    private static final String ANY_KIND = "UNKNOWN";

    private volatile List<X509ExtendedTrustManager> delegate = List.of();

    /** From now on these, and nobody else. */
    void trust(List<X509Certificate> authorities) {
        delegate = authorities.isEmpty() ? List.of() : List.of(trusting(authorities));
    }

    void check(List<X509Certificate> chain) throws CertificateException {
        checkClientTrusted(chain.toArray(X509Certificate[]::new), ANY_KIND);
    }

    private X509ExtendedTrustManager delegate() throws CertificateException {
        return delegate.stream().findFirst().orElseThrow(() -> new CertificateException("no client is trusted"));
    }

    private static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            // By number: the former and the next authority may have one name, and one serial number.
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry(Integer.toString(store.size()), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot trust these authorities", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        delegate().checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        delegate().checkClientTrusted(chain, kind, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        delegate().checkClientTrusted(chain, kind, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("no server is trusted");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("no server is trusted");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server is trusted");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.stream()
                .flatMap(one -> Stream.of(one.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
