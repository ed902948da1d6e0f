package io.kpool.examples.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrimesTest {
    @Test
    void countsFromTheFirstNumberToBeforeTheSecond() {
        assertThat(Primes.count(0, 2)).isZero();
        assertThat(Primes.count(0, 30)).isEqualTo(10);
        assertThat(Primes.count(29, 30)).isEqualTo(1);
        assertThat(Primes.count(0, 100_000)).isEqualTo(9_592);
    }
}
