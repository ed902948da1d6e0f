package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerNamesTest {
    @Test
    void aPodIsCalledAfterItsPoolAndHost() {
        assertThat(WorkerNames.pod("demo", "alpha")).isEqualTo("demo-alpha");
    }

    @Test
    void aLongNameIsCutAndStaysUniqueAndValid() {
        String pool = "p".repeat(51) + ".";
        String one = WorkerNames.pod(pool + "x".repeat(80), "alpha");
        String other = WorkerNames.pod(pool + "x".repeat(80), "beta");

        assertThat(one)
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")
                .doesNotContain(".-");
        assertThat(one).isNotEqualTo(other);
    }

    /** kubectl kpool calls them so too, and has the same names in its WorkerLinesTest. */
    @Test
    void aLongNameIsThatByWhichThePluginLooksForThePod() {
        assertThat(WorkerNames.pod("a".repeat(70), "alpha")).isEqualTo("a".repeat(52) + "-520f31d61e");
        assertThat(WorkerNames.pod("p".repeat(51) + "." + "x".repeat(80), "alpha"))
                .isEqualTo("p".repeat(51) + "-6499369578");
    }

    @Test
    void aNameOfTheLongestLengthIsKept() {
        String pool = "p".repeat(57);

        assertThat(WorkerNames.pod(pool, "alpha")).isEqualTo(pool + "-alpha").hasSize(63);
    }
}
