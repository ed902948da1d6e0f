package io.kpool.operator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kpool.crd.ApiServer;
import io.kpool.crd.ClientAuthority;
import io.kpool.operator.chart.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class ApiServiceKeeperApiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<ApiServiceKeeper> keepers = new ArrayList<>();
    private final String first = ClientAuthority.named("first").pem();
    private final String second = ClientAuthority.named("second").pem();
    private ApiServer.Running api;

    @BeforeEach
    void start(ApiServer.Running running) {
        api = running;
        service().delete();
        api.client()
                .resource(Chart.rendered().named(APIService.class, ApiServiceKeeper.NAME))
                .create();
    }

    @AfterEach
    void stop() {
        keepers.forEach(ApiServiceKeeper::close);
        service().delete();
    }

    @Test
    void itIsThereBeforeAnybodyIsSentToTheLeader() {
        lead(first);

        assertThat(bundle()).isEqualTo(first);
    }

    @Test
    void theAuthorityOfTheFormerLeaderGoesLater() {
        lead(first).close();
        lead(second);
        String both = bundle();

        now.updateAndGet(then -> then.plus(ApiServiceBundle.HANDOVER));
        touch();

        assertThat(both).isEqualTo(second + first);
        await().atMost(SOON).until(() -> bundle().equals(second));
    }

    @Test
    void oneThatIsMadeLaterHasItAsWell() {
        service().delete();
        lead(first);

        api.client()
                .resource(Chart.rendered().named(APIService.class, ApiServiceKeeper.NAME))
                .create();

        await().atMost(SOON).until(() -> bundle().equals(first));
    }

    @Test
    void whatIsRemovedStaysAway() {
        lead(first);

        service().delete();

        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> service().get() == null);
    }

    private ApiServiceKeeper lead(String pem) {
        ApiServiceKeeper keeper = new ApiServiceKeeper(api.client(), () -> pem, now::get);
        keepers.add(keeper);
        keeper.start();
        return keeper;
    }

    /** Whatever its resource version is: the API server writes its status meanwhile. */
    private void touch() {
        service()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"annotations\": {\"touched\": \"" + now.get() + "\"}}}");
    }

    private String bundle() {
        String encoded = service().get().getSpec().getCaBundle();
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded));
    }

    private Resource<APIService> service() {
        return api.client().apiServices().withName(ApiServiceKeeper.NAME);
    }
}
