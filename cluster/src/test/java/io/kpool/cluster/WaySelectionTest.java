package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaySelectionTest {
    private record FakeMachine(boolean hasContainerEngine, boolean isLinux, boolean isRoot)
            implements WaySelection.Machine {}

    private static final FakeMachine ENGINE = new FakeMachine(true, true, true);
    private static final FakeMachine LINUX_ROOT = new FakeMachine(false, true, true);
    private static final FakeMachine LINUX_USER = new FakeMachine(false, true, false);
    private static final FakeMachine OTHER_SYSTEM = new FakeMachine(false, false, true);

    private static Way choose(String word, WaySelection.Machine machine) {
        return new WaySelection(Map.of("KPOOL_CLUSTER", word), machine).choose();
    }

    @ParameterizedTest
    @CsvSource({"current, CURRENT", "k3s, K3S", "local, LOCAL", "'', K3S", "'  ', K3S"})
    void takesTheWayThatIsAskedForAndTheEngineWhenNoneIs(String word, Way expected) {
        assertThat(choose(word, ENGINE)).isEqualTo(expected);
    }

    @Test
    void takesLocalProcessesForRootOnLinuxWithoutAnEngine() {
        assertThat(choose("", LINUX_ROOT)).isEqualTo(Way.LOCAL);
    }

    @Test
    void takesTheCurrentContextEverywhere() {
        assertThat(choose("current", OTHER_SYSTEM)).isEqualTo(Way.CURRENT);
    }

    @Test
    void saysWhatToInstallWhenNoWayIsOpen() {
        assertThatThrownBy(() -> choose("", LINUX_USER))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Install and start a container engine (Docker or Podman), or become root on Linux, or set"
                        + " KPOOL_CLUSTER=current to use the current kubeconfig context.");
    }

    @Test
    void saysWhatForcedK3sNeeds() {
        assertThatThrownBy(() -> choose("k3s", LINUX_ROOT)).hasMessageContaining("Start a container engine");
    }

    @Test
    void saysWhatForcedLocalProcessesNeed() {
        assertThatThrownBy(() -> choose("local", LINUX_USER)).hasMessageContaining("Become root on Linux");
    }

    @Test
    void refusesAnUnknownWordAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> choose("minikube", ENGINE))
                .hasMessage("Set KPOOL_CLUSTER to one of current, k3s, local, not 'minikube'.");
    }
}
