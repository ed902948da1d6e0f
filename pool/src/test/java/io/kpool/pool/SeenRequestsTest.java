package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenRequestsTest {
    private static final long EPOCH = 7;
    private static final long SESSION = 3;

    private final SeenRequests seen = new SeenRequests(2);

    @Test
    void admitsEachRequestOnce() {
        assertThat(seen.hasSeen(EPOCH, SESSION, 1)).isFalse();
        assertThat(seen.admit(EPOCH, SESSION, 1)).isTrue();
        assertThat(seen.hasSeen(EPOCH, SESSION, 1)).isTrue();
        assertThat(seen.admit(EPOCH, SESSION, 1)).isFalse();
    }

    @Test
    void doesNotTakeOneRequestForAnother() {
        seen.admit(EPOCH, SESSION, 64);

        assertThat(seen.hasSeen(EPOCH, SESSION, 63)).isFalse();
        assertThat(seen.hasSeen(EPOCH, SESSION, 65)).isFalse();
        assertThat(seen.hasSeen(EPOCH, SESSION, 64 + SeenRequests.PAGE)).isFalse();
        assertThat(seen.hasSeen(EPOCH, SESSION + 1, 64)).isFalse();
        assertThat(seen.hasSeen(EPOCH + 1, SESSION, 64)).isFalse();
    }

    @Test
    void stillKnowsARequestThatIsSettled() {
        seen.admit(EPOCH, SESSION, 5);

        seen.settle(EPOCH, SESSION, 5);

        assertThat(seen.admit(EPOCH, SESSION, 5)).isFalse();
        assertThat(seen.admit(EPOCH, SESSION, 6)).isTrue();
        assertThat(seen.hasSeen(EPOCH, SESSION, 5)).isTrue();
    }

    @Test
    void forgetsWhatWasSettledFirst() {
        for (long session = 1; session <= 3; session++) {
            seen.admit(EPOCH, session, 1);
            seen.settle(EPOCH, session, 1);
        }

        assertThat(seen.hasSeen(EPOCH, 1, 1)).isFalse();
        assertThat(seen.hasSeen(EPOCH, 2, 1)).isTrue();
        assertThat(seen.hasSeen(EPOCH, 3, 1)).isTrue();
        assertThat(seen.pages()).isEqualTo(2);
    }

    @Test
    void neverForgetsWhatIsOpenHoweverMuchPassesBy() {
        seen.admit(EPOCH, SESSION, 1);

        for (long number = 2; number < 1_000_000; number++) {
            assertThat(seen.admit(EPOCH, SESSION, number)).isTrue();
            seen.settle(EPOCH, SESSION, number);
        }

        assertThat(seen.admit(EPOCH, SESSION, 1)).isFalse();
        assertThat(seen.pages()).isLessThanOrEqualTo(4);
    }

    @Test
    void doesNotMindWhatItNeverAdmitted() {
        seen.settle(EPOCH, SESSION, 9);

        assertThat(seen.admit(EPOCH, SESSION, 9)).isTrue();
    }

    @Test
    void knowsThatNumbersBeginWithOne() {
        assertThatThrownBy(() -> seen.admit(EPOCH, SESSION, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void isASetOfWhatWasAdmittedWhileItForgetsNothing(
            @ForAll @Size(max = 300) List<@IntRange(min = 1, max = 5000) Integer> numbers) {
        var large = new SeenRequests(100);
        Set<Integer> admitted = new HashSet<>();
        for (int number : numbers) {
            boolean isNew = admitted.add(number);
            assertThat(large.admit(EPOCH, SESSION, number)).isEqualTo(isNew);
            if (isNew && number % 2 == 0) {
                large.settle(EPOCH, SESSION, number);
            }
        }
        for (int number = 1; number <= 5000; number++) {
            assertThat(large.hasSeen(EPOCH, SESSION, number)).isEqualTo(admitted.contains(number));
        }
    }
}
