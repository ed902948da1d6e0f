package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSelectorTest {

    @Test
    void namesOne() {
        assertThat(FieldSelector.name("metadata.name=chat")).isEqualTo("chat");
        assertThat(FieldSelector.name("metadata.name==chat")).isEqualTo("chat");
        assertThat(FieldSelector.name("metadata.name=a/b c\nd")).isEqualTo("a/b c\nd");
        assertThat(FieldSelector.name("metadata.name=a\\,b\\=c\\\\d")).isEqualTo("a,b=c\\d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "metadata.name=",
                "metadata.name!=chat",
                "metadata.namespace=chat",
                "metadata.name=a,metadata.name=b",
                "metadata.name=a\\b"
            })
    void nothingElse(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldSelector.name(selector))
                .withMessageContaining("fieldSelector=metadata.name=NAME");
    }
}
