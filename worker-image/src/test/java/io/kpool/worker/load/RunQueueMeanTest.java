package io.kpool.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunQueueMeanTest {
    private final RunQueueMean mean = new RunQueueMean();

    @Test
    void isTheMeanInThousandthsRounded() {
        mean.add(1);
        mean.add(0);
        mean.add(1);

        assertThat(mean.take()).isEqualTo(667);
    }

    @Test
    void beginsAnewWhenTaken() {
        mean.add(10);
        mean.take();
        mean.add(2);

        assertThat(mean.take()).isEqualTo(2000);
    }

    @Test
    void staysWithoutNewSamples() {
        assertThat(mean.take()).isZero();
        mean.add(3);
        mean.take();

        assertThat(mean.take()).isEqualTo(3000);
    }
}
