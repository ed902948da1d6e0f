package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterCommandTest {

    @Test
    void hasTheCommandsThatTheMakefileCalls() {
        assertThat(ClusterCommand.commandLine().getSubcommands())
                .containsOnlyKeys("up", "down", "status", "kubeconfig", "env", "binaries", "base-image", "load-image");
    }
}
