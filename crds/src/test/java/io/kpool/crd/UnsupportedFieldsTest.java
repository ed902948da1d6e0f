package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnsupportedFieldsTest {
    @Test
    void namesThemAllInTheOrderOfTheTypes() {
        assertThat(UnsupportedFields.of(Examples.spawn().getSpec())).containsExactly("spec.registerAs", "spec.groups");
    }

    @Test
    void findsNoneWhereNoneIsUsed() {
        assertThat(UnsupportedFields.of(SpawnSpecBuilder.builder().build())).isEmpty();
    }
}
