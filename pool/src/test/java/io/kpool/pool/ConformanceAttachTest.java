package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The entries of the conformance list about hosts that someone else starts, by their numbers there. */
class ConformanceAttachTest {

    @Test
    @DisplayName("P5 attach twice is one entry: the newer of two agents is the host, the former is dismissed")
    void p5_attachedTwiceIsOneMember() {
        // Given
        AttachedHosts hosts = new AttachedHosts("beta");
        hosts.come(hosts.newcomer());

        // When
        hosts.come(hosts.newcomer());

        // Then
        assertThat(hosts.pool.master.snapshot().hosts()).hasSize(1);
        assertThat(hosts.pool.all(Effect.Dismiss.class))
                .extracting(Effect.Dismiss::worker)
                .containsExactly(AttachedHosts.FIRST);
    }

    @Test
    @DisplayName("D2 an attached host that is lost is absent, and is there again when it comes again")
    void d2_whoIsLostIsAbsentAndComesAgain() {
        // Given
        AttachedHosts hosts = new AttachedHosts("beta", "gamma");
        hosts.come(hosts.newcomer());

        // When
        hosts.pool.after(Silence.LOST_AFTER_MILLIS);
        HostState lost = hosts.pool.state("beta");
        hosts.come(hosts.newcomer());

        // Then
        assertThat(lost).isEqualTo(HostState.ABSENT);
        assertThat(hosts.pool.state("beta")).isEqualTo(HostState.READY);
        assertThat(hosts.pool.state("gamma")).isEqualTo(HostState.ABSENT);
    }

    @Test
    @DisplayName("D3 connect is accepted before anybody is there; who is disconnected does not come back")
    void d3_acceptedBeforeConnectedAndGoneForGood() {
        // Given
        AttachedHosts hosts = new AttachedHosts();

        // When
        hosts.pool.apply(AttachedHosts.settings("beta"));
        HostState accepted = hosts.pool.state("beta");
        hosts.come(hosts.newcomer());
        hosts.pool.apply(AttachedHosts.settings());

        // Then
        assertThat(accepted).isEqualTo(HostState.ABSENT);
        assertThat(hosts.pool.all(Effect.Dismiss.class)).hasSize(1);
        assertThat(hosts.pool.master.newcomer("beta", hosts.pool.now)).isEmpty();
    }
}
