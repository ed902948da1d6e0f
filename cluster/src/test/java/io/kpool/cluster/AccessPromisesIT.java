package io.kpool.cluster;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What kpool's tests take for granted of who is let in, and of API servers behind the API server. */
@ExtendWith(ClusterExtension.class)
class AccessPromisesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Cluster cluster;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void use(Cluster givenCluster, KubernetesClient givenClient, TestNamespace givenNamespace) {
        cluster = givenCluster;
        client = givenClient;
        namespace = givenNamespace.name();
    }

    @Test
    void aTokenForAnAudienceIsReviewedForThatAudienceOnly() {
        String token = token("kpool-agent");

        assertThat(isAuthenticated(token, "kpool-agent")).isTrue();
        assertThat(isAuthenticated(token, "kpool")).isFalse();
    }

    @Test
    void anAccountMayDoWhatItsRolesAllowAndNothingElse() {
        try (KubernetesClient account = clientWith(token())) {
            assertForbidden(() -> account.pods().inNamespace(namespace).list());

            client.load(new Manifests(cluster).open("role.yaml"))
                    .inNamespace(namespace)
                    .create();

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> account.pods()
                            .inNamespace(namespace)
                            .list()
                            .getItems()
                            .isEmpty());
            assertForbidden(() -> account.secrets().inNamespace(namespace).list());
        }
    }

    @Test
    void anAggregatedApiServerLearnsWhomToTrust() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.configMaps()
                                .inNamespace("kube-system")
                                .withName("extension-apiserver-authentication")
                                .get())
                        .isNotNull()
                        .extracting(ConfigMap::getData, as(MAP))
                        .containsKeys("requestheader-client-ca-file", "requestheader-username-headers"));
    }

    @Test
    void anAggregatedApiIsLookedForAtItsService() {
        APIService missing = client.resource(new APIServiceBuilder()
                        .withNewMetadata()
                        .withName("v1.missing.kpool.io")
                        .endMetadata()
                        .withNewSpec()
                        .withGroup("missing.kpool.io")
                        .withVersion("v1")
                        .withNewService(namespace, "missing", 443)
                        .withInsecureSkipTLSVerify(true)
                        .withGroupPriorityMinimum(1000)
                        .withVersionPriority(15)
                        .endSpec()
                        .build())
                .create();
        try {
            await().atMost(PATIENCE)
                    .until(() -> reasons(client.resource(missing).get()).contains("Available=False ServiceNotFound"));
        } finally {
            client.resource(missing).delete();
        }
    }

    /** Of the namespace's default account, for the API server where no audience is given. */
    private String token(String... audiences) {
        TokenRequest wanted = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audiences)
                .withExpirationSeconds(600L)
                .endSpec()
                .build();
        // The controller manager makes the account a moment after the namespace.
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(
                        () -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .tokenRequest(wanted)
                                .getStatus()
                                .getToken(),
                        token -> !token.isEmpty());
    }

    private KubernetesClient clientWith(String token) {
        Config own = client.getConfiguration();
        Config config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(own.getMasterUrl())
                .withCaCertData(own.getCaCertData())
                .withCaCertFile(own.getCaCertFile())
                .withTrustCerts(own.isTrustCerts())
                .withOauthToken(token)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static void assertForbidden(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN));
    }

    private static List<String> reasons(APIService service) {
        return Optional.ofNullable(service.getStatus()).stream()
                .flatMap(status -> status.getConditions().stream())
                .map(condition -> condition.getType() + "=" + condition.getStatus() + " " + condition.getReason())
                .toList();
    }

    private boolean isAuthenticated(String token, String audience) {
        TokenReview review = client.resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .create();
        return Boolean.TRUE.equals(review.getStatus().getAuthenticated());
    }
}
