package io.kpool.pool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryBoundsTest {
    private static final Pid PID = new Pid("demo", "one", 1, 1);
    private static final Key NAME = Key.name("n");

    private final List<Change> changes = new ArrayList<>();
    private final Directory directory = new Directory(new Directory.Port() {
        @Override
        public void recorded(Party party, Membership now) {}

        @Override
        public void changed(Key key, Change change) {
            changes.add(change);
        }
    });

    @Test
    void nobodyStandsUnderMoreThanTwoHundred() {
        for (int i = 0; i < Directory.MOST_KEYS; i++) {
            assertThat(directory.refusal(PID, Key.name("n" + i))).isEmpty();
            directory.join(PID, Key.name("n" + i));
        }
        assertThat(directory.refusal(PID, NAME))
                .hasValueSatisfying(why -> assertThat(why).contains("200"));
        assertThat(directory.refusal(PID, Key.name("n7"))).isEmpty();
    }

    @Test
    void nobodyStandsAnywhereMoreThanAThousandTimes() {
        directory.inventory("demo", PID.worker(), Map.of(PID, List.of(new Membership(NAME, "", Integer.MAX_VALUE))));
        assertThat(directory.state(NAME).inOrder()).hasSize(Directory.MOST_TIMES);
        assertThat(directory.refusal(PID, NAME))
                .hasValueSatisfying(why -> assertThat(why).contains("1000"));
    }

    @Test
    void aWorkerWithManyLeavesInParts() {
        int members = 2 * Directory.MOST_AT_ONCE + 1;
        for (int serial = 1; serial <= members; serial++) {
            directory.join(new Pid("demo", "one", 1, serial), NAME);
        }
        changes.clear();
        directory.lost("demo", PID.worker());
        assertThat(changes).hasSize(3);
        assertThat(changes.stream()
                        .mapToInt(change -> ((Change.Left) change).parties().size())
                        .sum())
                .isEqualTo(members);
    }
}
