package io.kpool.operator.security;

import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKey;

/**
 * Who signs the tokens of service accounts.
 *
 * @param name the "iss" of its tokens
 * @param keys the public ones, of which it may change the one that it uses
 */
record TokenIssuer(String name, List<JsonWebKey> keys) {
    TokenIssuer {
        Objects.requireNonNull(name, "name");
        keys = List.copyOf(keys);
    }
}
