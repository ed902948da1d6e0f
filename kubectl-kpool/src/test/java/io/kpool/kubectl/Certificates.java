package io.kpool.kubectl;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** An authority, a server's certificate for 127.0.0.1 and {@code cluster.test}, and a user's. */
final class Certificates {
    private static final X500Principal AUTHORITY = new X500Principal("CN=authority");
    private static final char[] UNLOCKED = {};
    private static final int SMALL = 256;

    private final KeyPair authorityKeys = keys("EC", 256);
    private final X509CertificateHolder authority;

    Certificates() {
        authority = certificate(authorityKeys, AUTHORITY);
    }

    /** A user with a key of that kind. */
    record User(String certificate, String key) {}

    String authorityData() {
        return base64(pem(authority));
    }

    /** What {@code client-certificate-data} and {@code client-key-data} hold. */
    User user(String algorithm, int size) {
        KeyPair keys = keys(algorithm, size);
        return new User(base64(pem(certificate(keys, new X500Principal("CN=jane,O=developers")))), base64(key(keys)));
    }

    SSLContext server() {
        try {
            KeyPair keys = keys("EC", 256);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            Certificate[] chain = {converted(certificate(keys, new X500Principal("CN=server")))};
            own.setKeyEntry("server", keys.getPrivate(), UNLOCKED, chain);
            own.setCertificateEntry("authority", converted(authority));
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(own, UNLOCKED);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(own);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509CertificateHolder certificate(KeyPair subject, X500Principal name) {
        boolean isAuthority = name.equals(AUTHORITY);
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofMinutes(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                subject.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            GeneralName[] names = {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "cluster.test")
            };
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate()));
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Certificate converted(X509CertificateHolder holder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In the forms that are about: as openssl and kubeadm write them, and PKCS#8 for the larger curve. */
    private static String key(KeyPair keys) {
        if (!(keys.getPrivate() instanceof ECPrivateKey curve)) {
            return pem(keys.getPrivate());
        }
        try {
            if (curve.getParams().getOrder().bitLength() > SMALL) {
                return pem(new JcaPKCS8Generator(curve, null));
            }
            var encoded =
                    new org.bouncycastle.asn1.sec.ECPrivateKey(SMALL, curve.getS(), SECObjectIdentifiers.secp256r1);
            return pem(new PemObject("EC PRIVATE KEY", encoded.getEncoded()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(Object content) {
        StringWriter text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
