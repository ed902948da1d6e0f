package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.operator.http.HttpLab.Reply;
import io.kpool.operator.live.LiveLab;
import io.kpool.operator.security.TestAdmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens and permissions over HTTP, by the word of a real API server. */
@ExtendWith(ApiServer.class)
class HttpRightsApiTest {

    @Test
    void aServiceAccountMayWhatItsRolesSay(ApiServer.Running api) throws Exception {
        // Given
        KubernetesClient client = api.client();
        String pools = api.namespace(LiveLab.POOL.namespace());
        String home = api.namespace("http-callers");
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace(home)
                        .endMetadata()
                        .build())
                .create();
        allowReading(client, pools, home);
        try (HttpLab lab = new HttpLab(LiveLab.asking(TestAdmission.asking(client)))) {
            lab.live.connected();
            // When
            Reply stranger = lab.showing(token(client, home, "kpool-agent")).get("nodes");
            lab.showing(token(client, home, "kpool"));
            Reply reading = lab.get("nodes");
            Reply explaining = lab.get("explain");
            Reply starting = lab.post("spawn", "{\"command\": {\"argv\": [\"date\"]}}");
            Reply elsewhere = lab.get(Endpoints.BASE + "/namespaces/" + home + "/nodepools/demo/nodes");
            // Then
            assertThat(stranger.error()).isEqualTo("401 unauthenticated");
            assertThat(reading.code()).isEqualTo(200);
            assertThat(explaining.code()).isEqualTo(200);
            assertThat(starting.error()).isEqualTo("403 forbidden");
            assertThat(elsewhere.error()).isEqualTo("403 forbidden");
        }
    }

    private static void allowReading(KubernetesClient client, String pools, String home) {
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("reading")
                        .withNamespace(pools)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("live.kpool.io")
                        .withResources("nodepools/nodes")
                        .withResourceNames(LiveLab.POOL.name())
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("reading")
                        .withNamespace(pools)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reading")
                        .addNewSubject("", "ServiceAccount", "reader", home)
                        .build())
                .create();
    }

    private static String token(KubernetesClient client, String namespace, String audience) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("reader")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }
}
