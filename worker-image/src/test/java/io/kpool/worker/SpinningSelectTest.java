package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.channel.SelectStrategy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpinningSelectTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    // Each look takes ten microseconds.
    private final SpinningSelect select = new SpinningSelect(Duration.ofNanos(50_000), () -> nanos.getAndAdd(10_000));

    @Test
    void sleepsAtOnceWhenNothingHappenedForAWhile() throws Exception {
        nanos.addAndGet(Duration.ofMillis(100).toNanos());

        assertThat(select.calculateStrategy(this::nothing, false)).isEqualTo(SelectStrategy.SELECT);
        assertThat(looks).hasValue(0);
    }

    @Test
    void looksForAWhileWhenItHasJustHadSomethingToDo() throws Exception {
        select.calculateStrategy(this::nothing, true);
        looks.set(0);

        assertThat(select.calculateStrategy(this::nothing, false)).isEqualTo(SelectStrategy.SELECT);
        assertThat(looks.get()).isBetween(3, 5);
    }

    @Test
    void stopsLookingWhenSomethingCame() throws Exception {
        select.calculateStrategy(this::nothing, true);
        looks.set(0);

        assertThat(select.calculateStrategy(() -> looks.incrementAndGet() == 2 ? 1 : 0, false))
                .isEqualTo(1);
    }

    @Test
    void stopsLookingWhenATaskCame() throws Exception {
        select.calculateStrategy(this::nothing, true);
        select.watch(() -> looks.get() > 1);
        looks.set(0);

        assertThat(select.calculateStrategy(this::nothing, false)).isZero();
        assertThat(looks).hasValue(2);
    }

    private int nothing() {
        looks.incrementAndGet();
        return 0;
    }
}
