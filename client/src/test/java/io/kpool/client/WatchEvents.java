package io.kpool.client;

import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import java.util.List;

/** What an operator tells of a key that is watched. */
final class WatchEvents {
    private WatchEvents() {}

    static WatchEvent page(KeySnapshot.Builder snapshot) {
        return WatchEvent.newBuilder().setSnapshot(snapshot).build();
    }

    static MemberCount member(String pid, int count) {
        return MemberCount.newBuilder().setPid(pid).setCount(count).build();
    }

    static WatchEvent joined(String... pids) {
        return WatchEvent.newBuilder()
                .setChange(KeyChange.newBuilder()
                        .setEvent(io.kpool.protocol.process.KeyEvent.JOINED)
                        .addAllPid(List.of(pids)))
                .build();
    }

    static WatchEvent left(io.kpool.protocol.process.LeaveReason reason, String... pids) {
        return WatchEvent.newBuilder()
                .setChange(KeyChange.newBuilder()
                        .setEvent(io.kpool.protocol.process.KeyEvent.LEFT)
                        .setReason(reason)
                        .addAllPid(List.of(pids)))
                .build();
    }

    static WatchEvent change(io.kpool.protocol.process.KeyEvent event) {
        return WatchEvent.newBuilder()
                .setChange(KeyChange.newBuilder().setEvent(event))
                .build();
    }
}
