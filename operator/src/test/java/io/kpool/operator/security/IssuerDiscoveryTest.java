package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no API server that is well publishes. */
class IssuerDiscoveryTest {
    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final String KEYS = "/openid/v1/jwks";
    private static final String ISSUER = "{\"issuer\": \"https://kubernetes.default.svc\"}";
    private static final String ONE_KEY = "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"one\", \"k\": \"c2VjcmV0\"}]}";

    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void hasKeysOnlyWhereThereAreSome() throws IOException {
        assertThat(isFound(Map.of(CONFIGURATION, ISSUER, KEYS, ONE_KEY))).isTrue();
    }

    @Test
    void hasNoneWhereNothingIsPublished() throws IOException {
        assertThat(isFound(Map.of())).isFalse();
    }

    @Test
    void hasNoneWithoutAnIssuer() throws IOException {
        assertThat(isFound(Map.of(CONFIGURATION, "{}", KEYS, ONE_KEY))).isFalse();
    }

    @Test
    void hasNoneOfAnEmptyList() throws IOException {
        assertThat(isFound(Map.of(CONFIGURATION, ISSUER, KEYS, "{\"keys\": []}")))
                .isFalse();
    }

    @Test
    void hasNoneOfNonsense() throws IOException {
        assertThat(isFound(Map.of(CONFIGURATION, "nonsense", KEYS, ONE_KEY))).isFalse();
    }

    @Test
    void hasNoneOfOtherNonsense() throws IOException {
        assertThat(isFound(Map.of(CONFIGURATION, ISSUER, KEYS, "{\"keys\": 1}")))
                .isFalse();
    }

    private boolean isFound(Map<String, String> published) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String text = published.get(exchange.getRequestURI().getPath());
            byte[] body = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return new IssuerDiscovery(client).read().isPresent();
        }
    }
}
