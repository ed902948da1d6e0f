package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderRoomTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final SessionId ONE = new SessionId(7, 1);
    private static final SessionId OTHER = new SessionId(7, 2);

    private final OrderRoom room = new OrderRoom();

    @Test
    void aSessionTakesEightMebibytesAtMost() {
        // When
        room.take(ONE, 7 * MEBIBYTE);
        // Then
        assertThat(room.refuses(ONE, MEBIBYTE)).isEmpty();
        assertThat(room.refuses(ONE, MEBIBYTE + 1))
                .hasValueSatisfying(failed -> assertThat(failed.why()).isEqualTo(RequestFailure.NO_CAPACITY));
        assertThat(room.refuses(OTHER, 8 * MEBIBYTE)).isEmpty();
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        // Given
        room.take(ONE, 8 * MEBIBYTE);
        room.take(ONE, 1);
        // When
        room.give(ONE, 8 * MEBIBYTE);
        // Then
        assertThat(room.refuses(ONE, 8 * MEBIBYTE)).isPresent();
        room.give(ONE, 1);
        assertThat(room.refuses(ONE, 8 * MEBIBYTE)).isEmpty();
    }

    @Test
    void allSessionsTakeNinetySixMebibytesAtMost() {
        // When
        for (int number = 1; number <= 12; number++) {
            room.take(new SessionId(7, number), 8 * MEBIBYTE);
        }
        // Then
        SessionId late = new SessionId(7, 13);
        assertThat(room.refuses(late, 1))
                .hasValueSatisfying(failed -> assertThat(failed.why()).isEqualTo(RequestFailure.NO_CAPACITY));
        assertThat(room.refusesRecalled(1))
                .hasValueSatisfying(failed -> assertThat(failed.why()).isEqualTo(RequestFailure.UNKNOWN_OUTCOME));
        room.give(ONE, 1);
        assertThat(room.refuses(late, 1)).isEmpty();
    }

    @Test
    void whatAnEarlierLeaderTookIsNotRefusedForItsSession() {
        // When
        room.take(ONE, 8 * MEBIBYTE);
        // Then
        assertThat(room.refusesRecalled(8 * MEBIBYTE)).isEmpty();
    }
}
