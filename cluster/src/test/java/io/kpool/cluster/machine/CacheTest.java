package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTest {

    @Test
    void isInTheHomeFolder() {
        assertThat(Cache.from(Map.of()).root()).isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "kpool"));
    }

    @Test
    void isWhereTheEnvironmentSays() {
        assertThat(Cache.from(Map.of("KPOOL_CACHE", "/somewhere/else")).root()).isEqualTo(Path.of("/somewhere/else"));
    }
}
