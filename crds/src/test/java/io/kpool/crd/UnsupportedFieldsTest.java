package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnsupportedFieldsTest {
    @Test
    void namesThemAllInTheOrderOfTheTypes() {
        assertThat(UnsupportedFields.of(Examples.pool().getSpec()))
                .containsExactly("spec.attached", "spec.attachServiceAccounts");
        assertThat(UnsupportedFields.of(Examples.spawn().getSpec()))
                .containsExactly("spec.registerAs", "spec.groups", "spec.links");
    }

    @Test
    void findsNoneWhereNoneIsUsed() {
        assertThat(UnsupportedFields.of(NodePoolSpecBuilder.builder()
                        .hosts(List.of(HostSpec.named("alpha")))
                        .build()))
                .isEmpty();
        assertThat(UnsupportedFields.of(SpawnSpecBuilder.builder().build())).isEmpty();
    }
}
