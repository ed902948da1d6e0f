package io.kpool.operator.security;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.JsonHelp;

/** Reads what the API server publishes about the tokens that it signs: its service account issuer discovery. */
final class IssuerDiscovery {
    private static final Logger LOG = Logger.getLogger(IssuerDiscovery.class);
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    // Every API server has them here, wherever its configuration sends those who come from outside.
    private static final String KEYS = "/openid/v1/jwks";

    private final KubernetesClient client;

    IssuerDiscovery(KubernetesClient client) {
        this.client = client;
    }

    /** Empty: there are none, or not for the operator. Blocks. */
    Optional<TokenIssuer> read() {
        try {
            String name = JsonHelp.getString(JsonUtil.parseJson(read(CONFIGURATION)), "issuer");
            List<JsonWebKey> keys = new JsonWebKeySet(read(KEYS)).getJsonWebKeys();
            return keys.isEmpty() ? Optional.empty() : Optional.of(new TokenIssuer(name, keys));
        } catch (RuntimeException | JoseException e) {
            // Whatever it is that they publish: nobody may be kept out by it.
            LOG.infof("Every token is asked about, since the keys of their issuer cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private String read(String path) {
        String text = client.raw(path);
        if (text == null) {
            throw new KubernetesClientException("the API server has no " + path);
        }
        return text;
    }
}
