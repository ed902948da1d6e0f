package io.kpool.kubectl.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0s", "PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT9M59S, 9m59s", "PT10M1S, 10m", "PT179M, 179m",
                "PT3H, 3h",
        "PT7H59M, 7h59m", "PT8H1M, 8h", "PT47H, 47h", "PT48H, 2d", "P7DT23H, 7d23h", "P8D, 8d", "P729D, 729d",
                "P730D, 2y",
        "P800D, 2y70d"
    })
    void areAsInKubectl(String duration, String expected) {
        assertThat(Ages.of(Duration.parse(duration))).isEqualTo(expected);
    }

    @Test
    void whatIsNoTimeIsUnknown() {
        assertThat(Ages.since("", Instant.EPOCH)).isEqualTo("<unknown>");
        assertThat(Ages.since("yesterday", Instant.EPOCH)).isEqualTo("<unknown>");
    }
}
