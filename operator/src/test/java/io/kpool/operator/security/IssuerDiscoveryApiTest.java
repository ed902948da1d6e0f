package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.crd.ApiServer;
import io.kpool.operator.chart.Chart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** By its own role, whatever the cluster lets every service account read. */
@ExtendWith(ApiServer.class)
class IssuerDiscoveryApiTest {

    @Test
    void readsWhoSignsByTheChartsRole(ApiServer.Running api) {
        // Given
        Chart.rendered().install(api.client());
        Config operator = new ConfigBuilder(api.client().getConfiguration())
                .withImpersonateUsername(Chart.OPERATOR)
                .withImpersonateGroups("system:authenticated")
                .build();
        // When
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(operator).build()) {
            // Then
            assertThat(new IssuerDiscovery(client).read()).hasValueSatisfying(issuer -> {
                assertThat(issuer.name()).startsWith("https://");
                assertThat(issuer.keys()).isNotEmpty();
            });
        }
    }

    @Test
    void saysSoWhereItMayNotReadThem(ApiServer.Running api) {
        // Given
        Config nobody = new ConfigBuilder(api.client().getConfiguration())
                .withImpersonateUsername("nobody")
                .withImpersonateGroups("system:authenticated")
                .build();
        // When
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(nobody).build()) {
            // Then
            assertThat(new IssuerDiscovery(client).read()).isEmpty();
        }
    }
}
