package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllAtOnceTest {
    @Test
    void doesThemAtOnceAndKeepsTheirOrder() {
        CyclicBarrier allAreHere = new CyclicBarrier(10);

        List<Integer> results = AllAtOnce.map(IntStream.range(0, 10).boxed().toList(), number -> {
            await(allAreHere);
            return number;
        });

        assertThat(results).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void doesTheOthersThoughOneFails() {
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> AllAtOnce.map(List.of(1, 2, 3), number -> {
                    if (number == 1) {
                        throw new IllegalStateException("the first");
                    }
                    done.add(number);
                    return number;
                }))
                .withMessage("the first");
        assertThat(done).containsExactlyInAnyOrder(2, 3);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
