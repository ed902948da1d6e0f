package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Directory;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyWireTest {
    private static final Key ROOM = Key.group("room");
    private static final int FRAME = 256 * 1024;

    private final Directory directory = new Directory(new Nobody());

    @Test
    void aLargeSnapshotComesInPages() {
        // Given
        directory.declare("room", "uid");
        long members = 20_000;
        LongStream.rangeClosed(1, members).forEach(serial -> join(serial));
        join(7);
        // When
        List<KeySnapshot> pages = KeyWire.pages(directory.state(ROOM));
        // Then
        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> {
            assertThat(page.getSerializedSize()).isLessThan(FRAME);
            assertThat(page.getExists()).isTrue();
        });
        assertThat(pages.subList(0, pages.size() - 1)).allMatch(KeySnapshot::getMore);
        assertThat(pages.getLast().getMore()).isFalse();
        List<MemberCount> all =
                pages.stream().flatMap(page -> page.getMemberList().stream()).toList();
        assertThat(all).hasSize((int) members);
        assertThat(all).extracting(MemberCount::getPid).doesNotHaveDuplicates();
        assertThat(all.stream().mapToInt(MemberCount::getCount).sum()).isEqualTo(members + 1);
    }

    @Test
    void whatIsNotThereIsAPageToo() {
        // When
        List<KeySnapshot> pages = KeyWire.pages(directory.state(ROOM));
        // Then
        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst().getExists()).isFalse();
        assertThat(pages.getFirst().getKey().getText()).isEqualTo("room");
    }

    private void join(long serial) {
        directory.join(new Pid("demo", "alpha", 1_700_000_000L, serial), ROOM);
    }

    private static final class Nobody implements Directory.Port {
        @Override
        public void recorded(Party party, Membership now) {}

        @Override
        public void changed(Key key, Change change) {}
    }
}
