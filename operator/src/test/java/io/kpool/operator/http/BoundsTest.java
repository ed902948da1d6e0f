package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.junit.jupiter.api.Test;

/** What is published of a field is what is checked. */
class BoundsTest {

    private record AtLeast(@Min(3) Integer number) {}

    private record AtMost(@Max(5) Integer number) {}

    @Test
    void aRangeMayBeOpen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.check(new AtLeast(2)))
                .withMessage("the field \"number\" is 2: give at least 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.check(new AtMost(6)))
                .withMessage("the field \"number\" is 6: give at most 5");
        assertThatCode(() -> Bounds.check(new AtLeast(3))).doesNotThrowAnyException();
        assertThatCode(() -> Bounds.check(new AtMost(5))).doesNotThrowAnyException();
        assertThatCode(() -> Bounds.check(new AtMost(null))).doesNotThrowAnyException();
    }
}
