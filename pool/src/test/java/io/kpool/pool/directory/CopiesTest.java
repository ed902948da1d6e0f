package io.kpool.pool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final Key KEY = Key.group("g");
    private static final Pid NEAR = Pid.parse("demo/alpha.1.1");
    private static final Pid FAR = Pid.parse("demo/beta.1.1");

    private final Copies copies = new Copies(new Node("demo", "alpha")::has);

    @Test
    void readsWhatTheSnapshotAndTheChangesAfterItSay() {
        Copy copy = copies.add(KEY, 0);
        copy.page(Map.of(FAR, 2));
        copy.apply(new Change.Joined(List.of(NEAR)));
        assertThat(copy.isComplete()).isFalse();

        copy.lastPage(true, Map.of(NEAR, 1));
        View before = copy.view();
        copy.apply(new Change.Left(List.of(FAR), LeaveReason.EXITED));

        assertThat(copy.isComplete()).isTrue();
        assertThat(before.parties()).containsExactly(NEAR, FAR, FAR);
        assertThat(copy.view().parties()).containsExactly(NEAR, FAR);
        assertThat(copy.view()).isSameAs(copy.view());
    }

    @Test
    void readsTheSameTwiceWithoutPuttingItTogetherAgain() {
        Copy copy = copies.add(KEY, 0);
        copy.lastPage(true, Map.of(NEAR, 1, FAR, 2));
        View view = copy.view();

        Found first = view.read(Reading.GET_MEMBERS, new Random(1));

        assertThat(first).isEqualTo(new Found.Texts(List.of("demo/alpha.1.1", "demo/beta.1.1", "demo/beta.1.1")));
        assertThat(view.read(Reading.GET_MEMBERS, new Random(1))).isSameAs(first);
        assertThat(view.read(Reading.GET_CLOSEST_PID, new Random(1)))
                .isEqualTo(new Found.Texts(List.of("demo/alpha.1.1")));
    }

    @Test
    void givesUpWhatNobodyReads() {
        copies.add(KEY, 0);
        Copy read = copies.add(Key.name("read"), 0);
        copies.add(Key.name("needed"), 0);
        long almost = Copies.IDLE_MILLIS - 1;
        read.view();

        assertThat(copies.sweep(almost, any -> false)).isEmpty();
        assertThat(copies.sweep(almost + 1, Key.name("needed")::equals)).containsExactly(KEY);
        assertThat(copies.find(KEY)).isEmpty();
        assertThat(copies.sweep(almost + Copies.IDLE_MILLIS, Key.name("needed")::equals))
                .containsExactly(Key.name("read"));
    }

    @Test
    void givesUpTheOneThatWasReadLongestAgoForAnother() {
        for (int i = 0; i < Copies.MOST; i++) {
            assertThat(copies.makeRoom(i, any -> false)).isEmpty();
            copies.add(Key.name("n" + i), i);
        }

        assertThat(copies.makeRoom(Copies.MOST, Key.name("n0")::equals)).contains(Key.name("n1"));
        assertThat(copies.makeRoom(Copies.MOST, any -> false)).isEmpty();
    }
}
