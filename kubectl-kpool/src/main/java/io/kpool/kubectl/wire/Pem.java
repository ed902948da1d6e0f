package io.kpool.kubectl.wire;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as kubeconfig files have them; keys may be PKCS#8, or RSA and EC in their older forms. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC |)PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final Pattern CURVE = Pattern.compile("-----BEGIN EC PARAMETERS-----([^-]+)-----END");

    // SEQUENCE { OID rsaEncryption, NULL }
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    // OID ecPublicKey
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte PARAMETERS = (byte) 0xa0;

    private Pem() {}

    static List<Certificate> certificates(byte[] text) throws GeneralSecurityException {
        return List.copyOf(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)));
    }

    static PrivateKey privateKey(byte[] text) throws GeneralSecurityException {
        String pem = new String(text, StandardCharsets.US_ASCII);
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new InvalidKeySpecException("there is no private key in it that is not encrypted");
        }
        byte[] body = decoded(matcher.group(2));
        return switch (matcher.group(1)) {
            case "RSA PRIVATE KEY" -> key("RSA", wrapped(RSA, body));
            case "EC PRIVATE KEY" -> key("EC", wrapped(der(SEQUENCE, EC, curve(pem, body)), body));
            default -> anyKey(body);
        };
    }

    private static PrivateKey anyKey(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return key(algorithm, pkcs8);
            } catch (InvalidKeySpecException e) {
                // It is of another kind.
            }
        }
        throw new InvalidKeySpecException("its private key is of no kind that is known here");
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION, algorithm, der(OCTETS, key));
    }

    /** Stands in a block of its own, as openssl writes it, or in the key. */
    private static byte[] curve(String pem, byte[] key) throws InvalidKeySpecException {
        Matcher matcher = CURVE.matcher(pem);
        if (matcher.find()) {
            return decoded(matcher.group(1));
        }
        for (int at = 0; at < key.length - 2; at++) {
            if (key[at] == PARAMETERS && key[at + 2] == 6 && at + 2 + key[at + 1] <= key.length) {
                byte[] found = new byte[key[at + 1]];
                System.arraycopy(key, at + 2, found, 0, found.length);
                return found;
            }
        }
        throw new InvalidKeySpecException("its key does not say of which curve it is");
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer der = ByteBuffer.allocate(length + 4);
        der.put((byte) tag);
        if (length < 0x80) {
            der.put((byte) length);
        } else if (length < 0x100) {
            der.put((byte) 0x81).put((byte) length);
        } else {
            der.put((byte) 0x82).putShort((short) length);
        }
        for (byte[] part : parts) {
            der.put(part);
        }
        byte[] whole = new byte[der.position()];
        der.flip().get(whole);
        return whole;
    }

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
