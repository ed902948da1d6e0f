package io.kpool.pool;

import static io.kpool.pool.ExitReason.DEADLINE;
import static io.kpool.pool.ExitReason.NOCONNECTION;
import static io.kpool.pool.ExitReason.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kpool.pool.RestartRules.EndedAttempt;
import io.kpool.pool.RestartRules.Final;
import io.kpool.pool.RestartRules.Next;
import io.kpool.pool.RestartRules.Policy;
import io.kpool.pool.RestartRules.RetryAt;
import io.kpool.pool.RestartRules.RetryOnProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartRulesTest {
    private static final long ENDED = 1_000_000;
    private static final WorkerFate SERVING = new WorkerFate.Serving();

    @ParameterizedTest
    @CsvSource({
        "NEVER, NORMAL, false",
        "NEVER, EXCEPTION, false",
        "NEVER, NOCONNECTION, false",
        "ON_FAILURE, NORMAL, false",
        "ON_FAILURE, EXIT_CODE, true",
        "ON_FAILURE, KILLED, true",
        "ON_FAILURE, SHUTDOWN, true",
        "ON_FAILURE, NOCONNECTION, true",
        "ON_FAILURE, DEADLINE, false",
        "ALWAYS, NORMAL, true",
        "ALWAYS, EXCEPTION, true",
        "ALWAYS, DEADLINE, false"
    })
    void triesAgainAsThePolicySays(Policy policy, ExitReason reason, boolean again) {
        // Given
        RestartRules rules = new RestartRules(policy, 0, 1, MasterLoss.ofSeconds(300));

        // When
        Next next = rules.after(new EndedAttempt(1, reason, ENDED), new WorkerFate.Ended());

        // Then
        assertThat(next).isEqualTo(again ? new RetryAt(ENDED + 1_000) : new Final());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 4", "9, 128", "10, 256", "11, 300", "12, 300", "2000000000, 300"})
    void doublesTheBackOff(int attempt, long seconds) {
        assertThat(new RestartRules(Policy.ALWAYS, 0, 1, MasterLoss.ofSeconds(0)).backoffBefore(attempt))
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0, 50, 0", "300, 2, 300", "299, 3, 300", "9000000000000000000, 40, 300"})
    void boundsTheBackOff(long backoffSeconds, int attempt, long seconds) {
        assertThat(new RestartRules(Policy.ALWAYS, 0, backoffSeconds, MasterLoss.ofSeconds(0)).backoffBefore(attempt))
                .isEqualTo(seconds);
    }

    @Test
    void stopsAfterTheLastAttempt() {
        // Given
        RestartRules rules = new RestartRules(Policy.ALWAYS, 3, 1, MasterLoss.ofSeconds(300));

        // When
        Next second = rules.after(new EndedAttempt(2, NORMAL, ENDED), SERVING);
        Next third = rules.after(new EndedAttempt(3, NORMAL, ENDED), SERVING);

        // Then
        assertThat(second).isEqualTo(new RetryAt(ENDED + 2_000));
        assertThat(third).isEqualTo(new Final());
    }

    @Test
    void aDeadlineIsTheEnd() {
        assertThat(new RestartRules(Policy.ALWAYS, 0, 0, MasterLoss.ofSeconds(300))
                        .after(new EndedAttempt(1, DEADLINE, ENDED), SERVING))
                .isEqualTo(new Final());
    }

    @Test
    void doesNotWaitForAWorkerThatHasEnded() {
        assertThat(lost(300, new WorkerFate.Ended())).isEqualTo(new RetryAt(ENDED + 1_000));
    }

    @Test
    void waitsUntilASilentWorkerHasEndedItsProcesses() {
        assertThat(lost(300, new WorkerFate.Silent(ENDED - 10_000, MasterLoss.NOT_TOLD)))
                .isEqualTo(new RetryAt(ENDED + 300_000));
    }

    @Test
    void waitsAsLongAsTheWorkerWasToldThoughThePoolSaysLessNow() {
        assertThat(lost(30, new WorkerFate.Silent(ENDED, MasterLoss.ofSeconds(300))))
                .isEqualTo(new RetryAt(ENDED + 310_000));
        assertThat(lost(30, new WorkerFate.Silent(ENDED, MasterLoss.NEVER))).isEqualTo(new RetryOnProof());
        assertThat(lost(300, new WorkerFate.Silent(ENDED, MasterLoss.ofSeconds(30))))
                .isEqualTo(new RetryAt(ENDED + 310_000));
    }

    @Test
    void takesTheEndForTheLastSignOfAWorkerNobodyRemembers() {
        assertThat(lost(300, new WorkerFate.Unknown())).isEqualTo(new RetryAt(ENDED + 310_000));
        assertThat(lost(300, SERVING)).isEqualTo(new RetryAt(ENDED + 310_000));
    }

    @Test
    void waitsForProofWhereWorkersNeverEndTheirProcesses() {
        assertThat(lost(0, new WorkerFate.Silent(ENDED, MasterLoss.NOT_TOLD))).isEqualTo(new RetryOnProof());
        assertThat(lost(0, new WorkerFate.Unknown())).isEqualTo(new RetryOnProof());
        assertThat(lost(0, new WorkerFate.Ended())).isEqualTo(new RetryAt(ENDED + 1_000));
    }

    @Test
    void refusesNumbersOutOfBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartRules(Policy.NEVER, -1, 0, MasterLoss.ofSeconds(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartRules(Policy.NEVER, 0, -1, MasterLoss.ofSeconds(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartRules(Policy.NEVER, 0, 0, MasterLoss.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EndedAttempt(0, NORMAL, ENDED));
    }

    private static Next lost(long masterLossSeconds, WorkerFate fate) {
        return new RestartRules(Policy.ON_FAILURE, 0, 1, MasterLoss.ofSeconds(masterLossSeconds))
                .after(new EndedAttempt(1, NOCONNECTION, ENDED), fate);
    }
}
