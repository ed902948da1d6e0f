package io.kpool.kubectl.wire;

import java.nio.charset.StandardCharsets;
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
        return token.isBlank() ? this : new User("Bearer " + token.strip(), certificate, key);
    }

    User withCertificate(byte[] newCertificate, byte[] newKey) {
        return newCertificate.length == 0 ? this : new User(authorization, newCertificate, newKey);
    }
}
