package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of the cluster when the live API is taken from behind its API server. */
@ExtendWith(KpoolExtension.class)
@Isolated("it takes the operator away")
class AggregationRemovalIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final String NAME = "v1alpha1.live.kpool.io";
    private static final String SERVICE = "apiservice/" + NAME;

    private final Kpool kpool;

    AggregationRemovalIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool) {
        kpool.apply(Yaml.pool("demo", "alpha"));
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
    }

    @BeforeEach
    void restore() {
        restore(kpool);
    }

    @AfterAll
    static void restore(Kpool kpool) {
        if (!kpool.kubectl("get", "apiservices", "-o", "name").contains(NAME)) {
            kpool.install();
        }
        kpool.await(SERVICE, "Available", A_MINUTE);
    }

    @Test
    void switchedOffOnlyThatWayIsGone() throws Exception {
        kpool.install("liveApi.enabled=false");

        assertThat(kpool.refusal("get", SERVICE)).contains("NotFound");
        namespacesAreDeleted("off");
        kpool.apply(Yaml.spawn("one", "demo", Yaml.java("java.lang.Math", "max", "3, 5")));
        kpool.await("spawn/one", "Succeeded", A_MINUTE);
        String token = kpool.runnersToken();
        try (HttpCaller caller = kpool.httpCaller()) {
            assertThat(caller.get(token, "demo/nodes").code()).isEqualTo(200);
        }
    }

    @Test
    void afterAnUninstallNamespacesAreDeletedAndAnInstallationBringsItBack() {
        String steps = kpool.uninstall();

        assertThat(steps.lines().filter(line -> line.contains("Starting delete for")))
                .first()
                .asString()
                .contains(NAME);
        assertThat(kpool.refusal("get", SERVICE)).contains("NotFound");
        namespacesAreDeleted("uninstalled");

        kpool.install();

        kpool.await(SERVICE, "Available", A_MINUTE);
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(kpool.kubectl(
                                "get",
                                "--raw",
                                "/apis/live.kpool.io/v1alpha1/namespaces/" + kpool.namespace()
                                        + "/nodepools/demo/nodes"))
                        .contains("\"state\":\"Ready\""));
    }

    private void namespacesAreDeleted(String name) {
        String namespace = kpool.namespace() + "-" + name;
        kpool.kubectl("create", "namespace", namespace);
        kpool.kubectl("delete", "namespace", namespace, "--timeout=60s");
    }
}
