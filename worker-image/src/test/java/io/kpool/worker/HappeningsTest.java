package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HappeningsTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final Happenings happenings = new Happenings(loop::add);
    private final List<Integer> heeded = new ArrayList<>();

    @Test
    void wakesTheLoopOnceForAllThatHappenedInTheOrderThatItHappened() {
        IntStream.rangeClosed(1, 5).forEach(number -> happenings.add(heeding(number)));

        assertThat(loop).hasSize(1);
        loop.remove().run();

        assertThat(heeded).containsExactly(1, 2, 3, 4, 5);
        assertThat(loop).isEmpty();
    }

    @Test
    void wakesItAgainForWhatHappensAfterwards() {
        happenings.add(heeding(1));
        loop.remove().run();

        happenings.add(heeding(2));
        loop.remove().run();

        assertThat(heeded).containsExactly(1, 2);
    }

    @Test
    void doesNotForgetTheOthersWhenOneFails() {
        var failure = new IllegalStateException("unforeseen");
        happenings.add(heeding(1));
        happenings.add(new Happenings.Happening() {
            @Override
            void heed() {
                throw failure;
            }
        });
        happenings.add(heeding(3));

        loop.remove().run();

        assertThat(heeded).containsExactly(1, 3);
        assertThatThrownBy(loop.remove()::run).isSameAs(failure);
    }

    private Happenings.Happening heeding(int number) {
        return new Happenings.Happening() {
            @Override
            void heed() {
                heeded.add(number);
            }
        };
    }
}
