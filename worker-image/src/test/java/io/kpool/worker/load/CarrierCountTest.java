package io.kpool.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarrierCountTest {
    private final CarrierCount count = new CarrierCount(2, 100);

    @Test
    void beginsWithAsManyAsThereAreProcessors() {
        assertThat(count.now()).isEqualTo(2);
        assertThat(new CarrierCount(8, 3).now()).isEqualTo(3);
        assertThat(new CarrierCount(8, 0).now()).isEqualTo(1);
    }

    @Test
    void growsUpToItsBoundWhileThreadsWait() {
        count.waited();
        assertThat(count.now()).isEqualTo(8);
        count.waited();
        count.waited();
        count.waited();
        assertThat(count.now()).isEqualTo(100);
    }

    @Test
    void shrinksWhenNobodyHasWaitedForAWhile() {
        count.waited();
        flow(CarrierCount.CALM, 4);
        assertThat(count.now()).isEqualTo(4);
        flow(3 * CarrierCount.CALM, 0);
        assertThat(count.now()).isEqualTo(2);
    }

    @Test
    void doesNotShrinkWhileMostAreInUse() {
        count.waited();
        flow(10 * CarrierCount.CALM, 5);
        assertThat(count.now()).isEqualTo(8);
    }

    @Test
    void beginsToCountAnewWhenAThreadWaited() {
        count.waited();
        flow(CarrierCount.CALM - 1, 0);
        count.waited();
        flow(CarrierCount.CALM - 1, 0);
        assertThat(count.now()).isEqualTo(32);
    }

    private void flow(int looks, int mounted) {
        for (int look = 0; look < looks; look++) {
            count.flowed(mounted);
        }
    }
}
