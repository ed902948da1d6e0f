package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.PartySignal.ExitSignal;
import io.kpool.pool.PartySignal.Linked;
import io.kpool.pool.PartySignal.Message;
import io.kpool.pool.PartySignal.Unlinked;
import io.kpool.pool.Switchboard.Parties;
import io.kpool.pool.Switchboard.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
    private static final Pid A = new Pid("demo", "a", 1, 1);
    private static final Pid B = new Pid("demo", "b", 1, 1);
    private static final SessionId CALLER = new SessionId(3, 1);
    private static final ExitSignal STOP = new ExitSignal(ExitReason.SHUTDOWN, "enough", SignalOrigin.SENT);

    private final FakeParties parties = new FakeParties();
    private final Switchboard board = new Switchboard(parties);

    @Test
    void tellsAPartnerWhoEnds() {
        // Given
        board.send(A, B, new Linked());
        parties.told.clear();
        // When
        board.ended(A, ExitReason.EXCEPTION, "no luck");
        board.ended(A, ExitReason.EXCEPTION, "no luck");
        // Then
        assertThat(parties.told)
                .containsExactly(new Told(B, A, new ExitSignal(ExitReason.EXCEPTION, "no luck", SignalOrigin.LINK)));
        assertThat(board.isIdle()).isTrue();
    }

    @Test
    void aLinkIsOneHoweverOftenItIsMade() {
        // Given
        board.send(A, B, new Linked());
        board.send(B, A, new Linked());
        board.remember(A, B);
        parties.told.clear();
        // When
        board.ended(B, ExitReason.NORMAL, "");
        // Then
        assertThat(parties.told).hasSize(1);
    }

    @Test
    void oneUnlinkIsEnough() {
        // Given
        board.send(A, B, new Linked());
        board.send(B, A, new Linked());
        // When
        board.send(A, B, new Unlinked());
        board.ended(A, ExitReason.NORMAL, "");
        // Then
        assertThat(parties.told)
                .containsExactly(
                        new Told(B, A, new Linked()), new Told(A, B, new Linked()), new Told(B, A, new Unlinked()));
    }

    @Test
    void isNotLinkedWithItself() {
        // When
        board.send(A, A, new Linked());
        // Then
        assertThat(board.isIdle()).isTrue();
    }

    @Test
    void saysThatThereIsNobodyToBeLinkedWith() {
        // Given
        parties.standings.put(B, Standing.OVER);
        parties.ends.put(B, new ExitSignal(ExitReason.EXCEPTION, "", SignalOrigin.LINK));
        // When
        board.send(A, B, new Linked());
        board.send(A, B, new Unlinked());
        board.send(A, B, STOP);
        // Then
        assertThat(parties.reasons()).containsExactly(ExitReason.NOPROC);
    }

    @Test
    void bringsExitSignals() {
        // When
        board.send(CALLER, A, STOP);
        // Then
        assertThat(parties.told).containsExactly(new Told(A, CALLER, STOP));
    }

    @Test
    void waitsForWhomANewLeaderMustHearOf() {
        // Given
        parties.standings.put(B, Standing.UNKNOWN);
        board.send(A, B, new Linked());
        board.send(A, B, STOP);
        board.settle();
        assertThat(parties.told).isEmpty();
        // When
        parties.standings.put(B, Standing.THERE);
        board.settle();
        // Then
        assertThat(parties.told).containsExactly(new Told(B, A, new Linked()), new Told(B, A, STOP));
    }

    /** As when the word of it went with the former leader: the other's worker would not heed what comes over it. */
    @Test
    void aLinkThatOneSideKnowsIsToldToTheOtherOnce() {
        // When
        board.remember(A, B);
        board.remember(B, A);
        board.remember(A, CALLER);
        // Then
        assertThat(parties.told).containsExactly(new Told(B, A, new Linked()));
    }

    @Test
    void aPartnerThatEndedBeforeTheLeaderChangedIsTold() {
        // Given
        parties.standings.put(B, Standing.UNKNOWN);
        board.remember(CALLER, B);
        // When
        parties.standings.put(B, Standing.OVER);
        parties.ends.put(B, new ExitSignal(ExitReason.EXCEPTION, "no luck", SignalOrigin.LINK));
        board.settle();
        // Then
        assertThat(parties.told)
                .containsExactly(
                        new Told(CALLER, B, new ExitSignal(ExitReason.EXCEPTION, "no luck", SignalOrigin.LINK)));
    }

    @Test
    void whoWaitedAndEndedIsToldNothing() {
        // Given
        parties.standings.put(B, Standing.UNKNOWN);
        board.remember(A, B);
        // When
        board.ended(A, ExitReason.NORMAL, "");
        parties.standings.put(B, Standing.OVER);
        board.settle();
        // Then
        assertThat(parties.told).isEmpty();
    }

    @Test
    void whatWasSentArrivesThoughItsSenderHasEnded() {
        // Given
        parties.standings.put(B, Standing.UNKNOWN);
        Message first = new Message(new byte[] {'1'}, 0);
        board.send(A, B, first);
        board.ended(A, ExitReason.NORMAL, "");
        // When: what comes later does not overtake it
        parties.standings.put(B, Standing.THERE);
        Message second = new Message(new byte[] {'2'}, 0);
        assertThat(board.isOpen(B)).isFalse();
        board.send(A, B, second);
        board.settle();
        // Then
        assertThat(parties.told).containsExactly(new Told(B, A, first), new Told(B, A, second));
        assertThat(board.isOpen(B)).isTrue();
    }

    @Test
    void onlySoMuchWaits() {
        // Given
        parties.standings.put(B, Standing.UNKNOWN);
        // When
        for (int i = 0; i < 64; i++) {
            assertThat(board.hasRoom()).isTrue();
            board.send(A, B, new Message(new byte[256 * 1024], 0));
        }
        // Then
        assertThat(board.hasRoom()).isFalse();
        board.settle();
        assertThat(board.hasRoom()).isFalse();
        parties.standings.put(B, Standing.THERE);
        board.settle();
        assertThat(board.hasRoom()).isTrue();
    }

    @Test
    void aLostWorkerTakesItsLinksWithIt() {
        // Given
        Pid other = new Pid("other", "a", 1, 1);
        board.remember(CALLER, A);
        board.remember(CALLER, B);
        board.remember(CALLER, other);
        parties.told.clear();
        ExitSignal lost = new ExitSignal(ExitReason.NOCONNECTION, "it was lost", SignalOrigin.LINK);
        // When
        board.lost("demo", new WorkerId("a", 1), lost);
        // Then
        assertThat(parties.told).containsExactly(new Told(CALLER, A, lost));
        board.ended(CALLER, ExitReason.SHUTDOWN, "");
        assertThat(parties.told.stream().map(Told::to)).containsExactlyInAnyOrder(CALLER, B, other);
    }

    @Property
    void everyLinkEndsOnceForTheOther(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 99) Integer> steps) {
        // Given: five parties, and what links there should be
        FakeParties all = new FakeParties();
        Switchboard any = new Switchboard(all);
        boolean[][] linked = new boolean[5][5];
        for (int step : steps) {
            int one = step % 5;
            int other = step / 5 % 5;
            boolean links = step / 25 < 3;
            any.send(pid(one), pid(other), links ? new Linked() : new Unlinked());
            linked[one][other] = linked[other][one] = links && one != other;
        }
        all.told.clear();
        // When
        for (int one = 0; one < 5; one++) {
            any.ended(pid(one), ExitReason.NORMAL, "");
        }
        // Then: each link is told once, to the one that ends later
        List<String> expected = new ArrayList<>();
        for (int one = 0; one < 5; one++) {
            for (int other = one + 1; other < 5; other++) {
                if (linked[one][other]) {
                    expected.add(pid(one) + " to " + pid(other));
                }
            }
        }
        assertThat(all.told.stream().map(told -> told.from() + " to " + told.to()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Pid pid(int serial) {
        return new Pid("demo", "a", 1, serial + 1);
    }

    private record Told(Party to, Party from, PartySignal signal) {}

    private static final class FakeParties implements Parties {
        private final Map<Party, Standing> standings = new HashMap<>();
        private final Map<Party, ExitSignal> ends = new HashMap<>();
        private final List<Told> told = new ArrayList<>();

        @Override
        public Standing standing(Party party) {
            return standings.getOrDefault(party, Standing.THERE);
        }

        @Override
        public Optional<ExitSignal> end(Party over) {
            return Optional.ofNullable(ends.get(over));
        }

        @Override
        public void tell(Party to, Party from, PartySignal signal) {
            told.add(new Told(to, from, signal));
        }

        private List<ExitReason> reasons() {
            return told.stream()
                    .map(Told::signal)
                    .map(signal -> ((ExitSignal) signal).reason())
                    .toList();
        }
    }
}
