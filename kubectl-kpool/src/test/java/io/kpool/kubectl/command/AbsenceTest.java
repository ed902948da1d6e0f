package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kpool.kubectl.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Supplier<String> NOBODY = () -> {
        throw new Refusal(503, "unavailable", "nobody leads");
    };

    private Instant now = Instant.EPOCH;
    private Absence absence;

    @BeforeEach
    void begin() {
        absence = new Absence(() -> now);
    }

    @Test
    void isBridgedHoweverLongTheCommandHasGoneOn() {
        assertThat(absence.bridged(() -> "here")).contains("here");
        pass(Duration.ofHours(1));

        assertThat(absence.bridged(NOBODY)).isEmpty();
        pass(Duration.ofSeconds(29));
        assertThat(absence.bridged(NOBODY)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> absence.bridged(NOBODY));
    }

    @Test
    void beginsAnewWithEachAnswer() {
        assertThat(absence.bridged(NOBODY)).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(absence.bridged(() -> "here")).contains("here");
        pass(Duration.ofSeconds(20));

        assertThat(absence.bridged(NOBODY)).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodIsSaidAtOnce() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> absence.bridged(() -> {
                    throw new Refusal(404, "no_such_process", "it is not there");
                }));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
