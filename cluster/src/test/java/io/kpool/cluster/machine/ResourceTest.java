package io.kpool.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceTest {

    @Test
    void putsValuesInTheirPlaces() {
        assertThat(new Resource("a @B@ c$@B@").fill(Map.of("B", "$1"))).isEqualTo("a $1 c$$1");
    }

    @Test
    void refusesAPlaceWithoutAValue() {
        assertThatThrownBy(() -> new Resource("@MISSING@").fill(Map.of())).hasMessageContaining("@MISSING@");
    }
}
