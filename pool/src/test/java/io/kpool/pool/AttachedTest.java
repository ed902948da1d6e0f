package io.kpool.pool;

import static io.kpool.pool.HostState.ABSENT;
import static io.kpool.pool.HostState.READY;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts whose workers someone else starts: how they come and are lost. */
class AttachedTest {
    private final AttachedHosts attached = new AttachedHosts("beta");
    private final PoolFixture pool = attached.pool;

    @Test
    void isAbsentUntilItComes() {
        // When
        HostState before = pool.state("beta");
        attached.come(attached.newcomer());

        // Then
        assertThat(before).isEqualTo(ABSENT);
        assertThat(pool.state("beta")).isEqualTo(READY);
        assertThat(pool.host("beta").provision()).isEqualTo(Provision.ATTACHED);
    }

    @Test
    void getsTheTimeAsItsIncarnationAndNeverOneTwice() {
        // When
        WorkerId first = attached.newcomer();
        attached.come(first);
        WorkerId second = attached.newcomer();

        // Then
        assertThat(first).isEqualTo(AttachedHosts.FIRST);
        assertThat(second).isEqualTo(new WorkerId("beta", AttachedHosts.FIRST.incarnation() + 1));
    }

    @Test
    void isNobodyWhereThePoolWantsNone() {
        assertThat(pool.master.newcomer("gamma", pool.now)).isEmpty();
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "beta"));
        assertThat(pool.master.newcomer("beta", pool.now)).isEmpty();
    }

    @Test
    void isNobodyWhileAWorkerOfThePoolsOwnIsThere() {
        // Given
        PoolFixture mixed = PoolFixture.ready(LEAST_LOADED, "beta");

        // When
        mixed.apply(AttachedHosts.settings("beta"));

        // Then
        assertThat(mixed.master.newcomer("beta", mixed.now)).isEmpty();
        assertThat(mixed.state("beta")).isEqualTo(READY);
    }

    @Test
    void theNewerOfTwoAgentsWinsAndTheFormerIsDismissed() {
        // Given
        attached.come(attached.newcomer());
        RequestId request = pool.submit();
        pool.start(request);

        // When
        WorkerId second = attached.newcomer();
        List<Effect> effects = pool.ledToBy(() -> attached.come(second));

        // Then
        assertThat(PoolFixture.only(Effect.Dismiss.class, effects))
                .extracting(Effect.Dismiss::worker)
                .containsExactly(AttachedHosts.FIRST);
        assertThat(PoolFixture.only(Effect.ProcessEnded.class, effects)).hasSize(1);
        assertThat(pool.host("beta").incarnation()).isEqualTo(second.incarnation());
        assertThat(pool.state("beta")).isEqualTo(READY);
    }

    @Test
    void isAbsentAgainWhenItIsLostAndSaysWhy() {
        // Given
        attached.come(attached.newcomer());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.after(10_000));

        // Then
        assertThat(pool.state("beta")).isEqualTo(ABSENT);
        assertThat(pool.host("beta").status().reason()).isEqualTo(Problem.SILENT);
        assertThat(effects).filteredOn(Effect.Dismiss.class::isInstance).hasSize(1);
    }

    @Test
    void saysThatItsTokenWasRefusedWhileItIsAbsent() {
        // When
        pool.run(() -> pool.master.hostFailed("beta", new Problem("TokenRefused", "whose?"), pool.now));
        pool.run(() -> pool.master.hostFailed("unknown", new Problem("TokenRefused", "whose?"), pool.now));

        // Then
        assertThat(pool.host("beta").status()).isEqualTo(new HostStatus(ABSENT, pool.now, "TokenRefused", "whose?"));
        assertThat(pool.master.snapshot().hosts()).hasSize(1);
    }

    @Test
    void aNewLeaderWaitsForItBeforeItSaysThatNobodyIsThere() {
        // Given
        PoolFixture after = new PoolFixture(new PoolSettings(
                new PlacementSettings(LEAST_LOADED, WhenFull.FAIL, 3, 60_000),
                List.of(new HostSettings("beta", 4, Admission.OPEN, Provision.ATTACHED))));

        // When
        after.submitLive();
        List<Effect> before = after.ledToBy(() -> after.after(9_999));
        List<Effect> then = after.ledToBy(() -> after.after(1));

        // Then
        assertThat(before).isEmpty();
        assertThat(then).filteredOn(Effect.Refuse.class::isInstance).hasSize(1);
    }

    @Test
    void staysRefusedWhenThePoolIsLookedAtAgain() {
        // Given
        pool.run(() -> pool.master.hostFailed("beta", new Problem("TokenRefused", "whose?"), pool.now));

        // When
        pool.apply(AttachedHosts.settings("beta"));

        // Then
        assertThat(pool.host("beta").status().reason()).isEqualTo("TokenRefused");
    }
}
