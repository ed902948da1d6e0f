package io.kpool.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void servesWithAnEpochAndThenTakesTheLabel() {
        // Given
        Leadership leadership = leadership(() -> 7);
        // When
        leadership.acquired();
        // Then
        assertThat(said).containsExactly("serves 7", "labelled");
        assertThat(leadership.isLeading()).isTrue();
    }

    @Test
    void endsTheProcessWithTheLease() {
        // Given
        Leadership leadership = leadership(() -> 7);
        leadership.acquired();
        said.clear();
        // When
        leadership.lost();
        // Then
        assertThat(said).containsExactly("ends: the lease is lost");
        assertThat(leadership.isLeading()).isFalse();
    }

    @Test
    void endsTheProcessWhenItCannotTakeAnEpoch() {
        // Given
        Leadership leadership = leadership(() -> {
            throw new IllegalStateException("forbidden");
        });
        // When
        leadership.acquired();
        // Then
        assertThat(said).hasSize(1).first().asString().contains("forbidden");
    }

    @Test
    void losesTheLeaseQuietlyAtAnOrderlyEnd() {
        // Given
        Leadership leadership = leadership(() -> 7);
        leadership.acquired();
        said.clear();
        // When
        leadership.end();
        leadership.lost();
        leadership.acquired();
        // Then
        assertThat(said).containsExactly("stops");
    }

    @Test
    void doesNotMindLosingWhatItNeverHad() {
        // Given
        Leadership leadership = leadership(() -> 7);
        // When
        leadership.lost();
        // Then
        assertThat(said).isEmpty();
    }

    private Leadership leadership(LongSupplier epochs) {
        LeadershipListener listener = new LeadershipListener() {
            @Override
            public void startServing(long epoch) {
                said.add("serves " + epoch);
            }

            @Override
            public void stopServing() {
                said.add("stops");
            }
        };
        return new Leadership(epochs, () -> said.add("labelled"), List.of(listener), why -> said.add("ends: " + why));
    }
}
