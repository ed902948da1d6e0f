package io.kpool.kubectl.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Who asks.
 *
 * @param authorization the header's value; empty: none
 * @param certificate in PEM; empty: none
 * @param key in PEM; empty: none
 */
record User(String authorization, byte[] certificate, byte[] key) {
    static final User NOBODY = new User("", new byte[0], new byte[0]);

    static User bearer(String token) {
        return NOBODY.withToken(token);
    }

    static User basic(String name, String password) {
        String pair = name + ":" + password;
        return new User(
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
                new byte[0],
                new byte[0]);
    }

    User withToken(String token) {
        String stripped = token.strip();
        // Whoever makes the header would quote it in a complaint.
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw Failure.of("the token of your kubeconfig has a line break or another control character in it");
        }
        return stripped.isEmpty() ? this : new User("Bearer " + stripped, certificate, key);
    }

    /** Whether that is who asks already. */
    boolean is(User other) {
        return authorization.equals(other.authorization)
                && Arrays.equals(certificate, other.certificate)
                && Arrays.equals(key, other.key);
    }

    User withCertificate(byte[] newCertificate, byte[] newKey) {
        return newCertificate.length == 0 ? this : new User(authorization, newCertificate, newKey);
    }
}
