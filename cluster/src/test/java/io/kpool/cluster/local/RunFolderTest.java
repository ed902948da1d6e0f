package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Cache;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private final Cache cache = new Cache(Path.of("/cache"));

    @Test
    void theLockOutlivesTheFolder() {
        RunFolder folder = RunFolder.of(cache, "kpool");

        assertThat(folder.lock()).isEqualTo(Path.of("/cache/run/kpool.lock"));
        assertThat(folder.path()).isEqualTo(Path.of("/cache/run/kpool"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Kpool", "1pool", "a/b", "..", "longer-than-12"})
    void refusesNamesThatAnInterfaceOrAPathCannotBear(String name) {
        assertThatThrownBy(() -> RunFolder.of(cache, name))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("KPOOL_CLUSTER_NAME");
    }
}
