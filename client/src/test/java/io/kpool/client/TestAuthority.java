package io.kpool.client;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority with a certificate for localhost, as files. */
final class TestAuthority {
    private static final X500Principal NAME = new X500Principal("CN=test authority");

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    static TestAuthority in(Path folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair authority = generator.generateKeyPair();
            KeyPair server = generator.generateKeyPair();
            write(folder.resolve("ca.crt"), certificate(authority, authority));
            write(folder.resolve("tls.crt"), certificate(server, authority));
            write(folder.resolve("tls.key"), new JcaPKCS8Generator(server.getPrivate(), null));
            return new TestAuthority(folder);
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static X509CertificateHolder certificate(KeyPair subject, KeyPair issuer)
            throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        boolean isAuthority = subject == issuer;
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(isAuthority ? 1 : 2),
                Date.from(now.minus(Duration.ofMinutes(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                isAuthority ? NAME : new X500Principal("CN=localhost"),
                subject.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (!isAuthority) {
            var names = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()));
    }

    private static void write(Path file, Object content) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        Files.writeString(file, text.toString());
    }

    Path caFile() {
        return folder.resolve("ca.crt");
    }

    Path certificateFile() {
        return folder.resolve("tls.crt");
    }

    Path keyFile() {
        return folder.resolve("tls.key");
    }
}
