package io.kpool.crd;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates of clients, as the authority of a cluster does for its API server when that asks for others. */
public final class ClientAuthority {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final int SERIAL_BITS = 120;

    private final X500Principal name;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    /** Who has it is that client. */
    public record Client(X509Certificate certificate, PrivateKey key) {
        public String certificatePem() {
            return pem(certificate);
        }

        public String keyPem() {
            try {
                return pem(new JcaPKCS8Generator(key, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ClientAuthority(String commonName) {
        this.name = new X500Principal("CN=" + commonName);
        this.certificate = sign(name, keys, new BasicConstraints(true));
    }

    public static ClientAuthority named(String commonName) {
        return new ClientAuthority(commonName);
    }

    public String pem() {
        return pem(certificate);
    }

    public Client client(String commonName) {
        KeyPair own = newKeys();
        X509Certificate signed = sign(new X500Principal("CN=" + commonName), own, new BasicConstraints(false));
        return new Client(signed, own.getPrivate());
    }

    private X509Certificate sign(X500Principal subject, KeyPair subjectsKeys, BasicConstraints constraints) {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                // Authorities that follow each other may all have the same one.
                constraints.isCA() ? BigInteger.ONE : new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(LIFE)),
                Date.from(now.plus(LIFE)),
                subject,
                subjectsKeys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, constraints);
            if (!constraints.isCA()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
