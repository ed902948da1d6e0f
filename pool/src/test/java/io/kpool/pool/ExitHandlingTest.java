package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitHandlingTest {
    @ParameterizedTest
    @CsvSource({
        "UNTRAPPED, NORMAL,       LINK, NONE",
        "UNTRAPPED, NORMAL,       SENT, NONE",
        "UNTRAPPED, EXCEPTION,    LINK, ENDS",
        "UNTRAPPED, NOCONNECTION, LINK, ENDS",
        "UNTRAPPED, NOPROC,       LINK, ENDS",
        "UNTRAPPED, KILLED,       LINK, ENDS",
        "UNTRAPPED, SHUTDOWN,     SENT, ENDS",
        "UNTRAPPED, EXIT,         SENT, ENDS",
        "UNTRAPPED, KILLED,       SENT, ENDS",
        "TRAPPED,   NORMAL,       LINK, DELIVERED",
        "TRAPPED,   EXCEPTION,    LINK, DELIVERED",
        "TRAPPED,   EXIT,         SENT, DELIVERED",
        "TRAPPED,   KILLED,       LINK, DELIVERED",
        "TRAPPED,   KILLED,       SENT, ENDS",
    })
    void doesAsErlangDoes(ExitHandling handling, ExitReason reason, SignalOrigin origin, SignalEffect effect) {
        assertThat(handling.effectOf(reason, origin)).isEqualTo(effect);
    }

    @Property
    void endsATrappingProcessWithNothingButAKill(@ForAll ExitReason reason, @ForAll SignalOrigin origin) {
        assertThat(ExitHandling.TRAPPED.effectOf(reason, origin) == SignalEffect.ENDS)
                .isEqualTo(ExitHandling.isKill(reason, origin));
    }

    @Property
    void ignoresNothingButNormalEnds(@ForAll ExitReason reason, @ForAll SignalOrigin origin) {
        assertThat(ExitHandling.UNTRAPPED.effectOf(reason, origin) == SignalEffect.NONE)
                .isEqualTo(reason == ExitReason.NORMAL);
    }
}
