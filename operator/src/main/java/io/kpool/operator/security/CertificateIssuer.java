package io.kpool.operator.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes authorities and serving certificates, on the curve P-256. */
final class CertificateIssuer {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    static final Duration SERVING_LIFE = Duration.ofDays(90);
    /** A clock that is behind ours must not refuse a fresh certificate. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource time;

    CertificateIssuer(InstantSource time) {
        this.time = time;
    }

    CertificateAuthority newAuthority() {
        KeyPair keys = newKeys();
        // The serial tells authorities of one name apart while both are in a bundle.
        BigInteger serial = newSerial();
        X500Principal name = new X500Principal("CN=kpool-ca-" + serial.toString(Character.MAX_RADIX));
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, serial, notBefore(), notAfter(AUTHORITY_LIFE), name, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    /** Valid for 90 days, for the given DNS names, of which the first is its subject. */
    ServingCertificate serving(CertificateAuthority authority, List<String> dnsNames) {
        KeyPair keys = newKeys();
        X500Principal subject = new X500Principal("CN=" + dnsNames.getFirst());
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    authority.certificate(),
                    newSerial(),
                    notBefore(),
                    notAfter(SERVING_LIFE.minus(SKEW)),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(dnsNames));
            return new ServingCertificate(sign(builder, authority.key()), keys.getPrivate());
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot make a serving certificate", e);
        }
    }

    private static GeneralNames alternativeNames(List<String> dnsNames) {
        return new GeneralNames(dnsNames.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    private KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    private BigInteger newSerial() {
        return new BigInteger(SERIAL_BITS, random);
    }

    private Date notBefore() {
        return Date.from(time.instant().minus(SKEW));
    }

    private Date notAfter(Duration life) {
        Instant end = time.instant().plus(life);
        return Date.from(end);
    }
}
