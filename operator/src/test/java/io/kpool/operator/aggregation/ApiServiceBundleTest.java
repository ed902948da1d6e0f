package io.kpool.operator.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.ClientAuthority;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiServiceBundleTest {
    private final Instant since = Instant.now();
    private final String own = pem("own");
    private final String former = pem("former");
    private final ApiServiceBundle bundle = new ApiServiceBundle(own, since);

    @Test
    void isItsOwnWhereThereIsNone() {
        assertThat(bundle.wanted("", since)).isEqualTo(own);
        assertThat(bundle.wanted("nonsense", since)).isEqualTo(own);
        assertThat(bundle.wanted(own, since)).isEqualTo(own);
    }

    @Test
    void thatOfThePredecessorStaysUntilNobodyIsSentThere() {
        String both = bundle.wanted(former, since);

        assertThat(both).isEqualTo(own + former);
        assertThat(bundle.wanted(both, since.plus(Duration.ofMinutes(9)))).isEqualTo(both);
        assertThat(bundle.wanted(both, since.plus(ApiServiceBundle.HANDOVER))).isEqualTo(own);
    }

    @Test
    void whatHasExpiredAndWhatIsTooMuchGoes() {
        Instant late = Instant.now().plus(Duration.ofDays(1));

        assertThat(new ApiServiceBundle(own, late).wanted(former, late)).isEqualTo(own);
        assertThat(bundle.wanted(former + pem("b") + pem("c") + pem("d"), since).split("BEGIN"))
                .hasSize(5);
    }

    private static String pem(String name) {
        return ClientAuthority.named(name).pem().replace("\r\n", "\n");
    }
}
