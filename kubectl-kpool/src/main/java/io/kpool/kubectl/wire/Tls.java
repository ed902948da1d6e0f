package io.kpool.kubectl.wire;

import io.kpool.kubectl.wire.Target.Verification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS to the API server: whom to trust, and the certificate that users with one show. */
final class Tls {
    private static final char[] UNLOCKED = {};

    private Tls() {}

    static SSLSocketFactory of(Target target) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(target.user()), trusted(target.trust()), null);
            SSLSocketFactory factory = context.getSocketFactory();
            String name = target.trust().serverName();
            return name.isEmpty() ? factory : new Renaming(factory, name);
        } catch (IllegalArgumentException e) {
            throw Failure.of("the certificates in your kubeconfig cannot be used: the key is no base64");
        } catch (GeneralSecurityException | IOException e) {
            throw Failure.of("the certificates in your kubeconfig cannot be used: " + e.getMessage());
        }
    }

    private static KeyManager[] keys(User user) throws GeneralSecurityException, IOException {
        if (user.certificate().length == 0) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = Pem.certificates(user.certificate()).toArray(Certificate[]::new);
        store.setKeyEntry("user", Pem.privateKey(user.key()), UNLOCKED, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, UNLOCKED);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trusted(Target.Trust trust) throws GeneralSecurityException, IOException {
        if (trust.verification() == Verification.NONE) {
            return new TrustManager[] {new Unquestioning()};
        }
        if (trust.authorities().length == 0) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        List<Certificate> authorities = Pem.certificates(trust.authorities());
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /**
     * For {@code tls-server-name}: the name that is asked for, and looked for in the certificate, is another one. Only
     * sockets that are connected are wrapped; the others are refused as the super class refuses them.
     */
    private static final class Renaming extends SSLSocketFactory {
        private final SSLSocketFactory factory;
        private final String name;

        private Renaming(SSLSocketFactory factory, String name) {
            this.factory = factory;
            this.name = name;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return factory.createSocket(socket, name, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket();
        }
    }

    /** For {@code insecure-skip-tls-verify}. */
    private static final class Unquestioning extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
