package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class K3sClusterIT {
    private static final String NAME = "k3s-test";

    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final Clusters clusters = clusters(environment);

    private static Clusters clusters(Map<String, String> environment) {
        environment.put("KPOOL_CLUSTER", "k3s");
        environment.put("KPOOL_CLUSTER_NAME", NAME);
        return Clusters.with(environment, System.err::println);
    }

    @BeforeEach
    void needAnEngine() {
        assumeTrue(new ContainerEngine(environment).answers(), "no container engine answers on this machine");
    }

    @AfterEach
    void stop() {
        if (new ContainerEngine(environment).answers()) {
            clusters.stop();
        }
    }

    @Test
    void runsUntilItIsClosed() {
        try (Cluster cluster = clusters.obtain()) {
            assertThat(cluster.way()).isEqualTo(Way.K3S);
            assertThat(clusters.running()).isPresent();
            assertThat(cluster.diagnose()).anyMatch(line -> line.contains("Ready"));
        }

        assertThat(clusters.running()).isEmpty();
    }

    @Test
    void isAlsoRemovedWhenSomebodyElseStoppedIt() {
        DockerClient engine = DockerClientFactory.instance().client();
        engine.stopContainerCmd(clusters.obtain().nodes().getFirst()).exec();

        clusters.stop();

        assertThat(engine.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of("io.kpool.cluster", NAME))
                        .exec())
                .isEmpty();
    }
}
