package io.kpool.cluster.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of one cluster, which lives as long as the cluster's folder. */
final class Certificates {
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final X500Name name;
    private final KeyPair keys;

    private Certificates(X500Name name, KeyPair keys) {
        this.name = name;
        this.keys = keys;
    }

    /** Makes an authority and writes {@code <file>.crt} and {@code <file>.key}. */
    static Certificates authority(Path folder, String file) {
        Certificates authority = new Certificates(new X500Name("CN=" + file), newKeys());
        authority.issue(new Subject(authority.name, authority.keys, List.of()), folder.resolve(file));
        return authority;
    }

    /** Writes {@code <file>.crt} and {@code <file>.key} for a client: its name is the CN, its groups are the O. */
    void issueClient(String subject, Path file) {
        issue(new Subject(new X500Name(subject), newKeys(), List.of()), file);
    }

    /** Writes {@code <file>.crt} and {@code <file>.key} for a server known by these names and addresses. */
    void issueServer(List<String> names, Path file) {
        List<GeneralName> alternatives = names.stream()
                .map(each ->
                        new GeneralName(each.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, each))
                .toList();
        issue(new Subject(new X500Name("CN=" + names.getFirst()), newKeys(), alternatives), file);
    }

    /** Writes a key pair that signs tokens, of the kind that every client library can verify. */
    static void writeSigningKey(Path file) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            writeKey(file, generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Subject(X500Name name, KeyPair keys, List<GeneralName> alternatives) {}

    private void issue(Subject subject, Path file) {
        try {
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(120, new SecureRandom()),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(VALIDITY)),
                    subject.name(),
                    subject.keys().getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(subject.keys() == keys));
            if (subject.keys() != keys) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                }));
            }
            if (!subject.alternatives().isEmpty()) {
                GeneralName[] alternatives = subject.alternatives().toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            write(
                    file.resolveSibling(file.getFileName() + ".crt"),
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
            writeKey(
                    file.resolveSibling(file.getFileName() + ".key"),
                    subject.keys().getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
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

    private static void writeKey(Path file, PrivateKey key) throws IOException {
        write(file, new JcaPKCS8Generator(key, null));
    }

    private static void write(Path file, Object content) throws IOException {
        try (Writer text = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
    }
}
