package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The Secret that holds the authority. Whoever comes first makes it; everyone else, however close, uses that one. */
final class CertificateAuthorityStore {
    static final String NAME = "kpool-ca";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    private final KubernetesClient client;
    private final String namespace;
    private final CertificateIssuer issuer;

    CertificateAuthorityStore(KubernetesClient client, String namespace, CertificateIssuer issuer) {
        this.client = client;
        this.namespace = namespace;
        this.issuer = issuer;
    }

    /**
     * The stored authority, or a new one that is stored first.
     *
     * @throws IllegalStateException when the Secret is there and holds no authority: it is never overwritten, since
     *     workers may trust it
     */
    CertificateAuthority getOrCreate() {
        return stored().orElseGet(this::create);
    }

    private Optional<CertificateAuthority> stored() {
        return Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(NAME).get())
                .map(this::read);
    }

    private CertificateAuthority create() {
        CertificateAuthority authority = issuer.newAuthority();
        try {
            client.resource(secret(authority)).create();
            return authority;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return stored().orElseThrow(() -> e);
        }
    }

    private CertificateAuthority read(Secret secret) {
        try {
            return new CertificateAuthority(
                    Pem.certificate(field(secret, CERTIFICATE)), Pem.privateKey(field(secret, KEY)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Secret " + namespace + "/" + NAME + " holds no certificate authority; delete it to get a new one",
                    e);
        }
    }

    private static String field(Secret secret, String name) {
        String encoded = secret.getData() == null ? "" : secret.getData().getOrDefault(name, "");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
    }

    private Secret secret(CertificateAuthority authority) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(
                        Map.of(CERTIFICATE, Pem.write(authority.certificate()), KEY, Pem.write(authority.key())))
                .build();
    }
}
