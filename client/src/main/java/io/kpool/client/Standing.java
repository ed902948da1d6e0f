package io.kpool.client;

import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.KeySnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who stands under a key, as far as a watch was told; confined to the loop. */
final class Standing {
    private final KeyKind kind;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private boolean exists;

    Standing(KeyKind kind) {
        this.kind = kind;
    }

    void add(KeySnapshot page) {
        exists = page.getExists();
        page.getMemberList().forEach(member -> counts.put(member.getPid(), member.getCount()));
    }

    KeyEvent.Snapshot snapshot() {
        return new KeyEvent.Snapshot(exists, repeated(counts));
    }

    /** Empty: of a kind that this version of the library does not know. */
    Optional<KeyEvent> apply(KeyChange change) {
        return Optional.ofNullable(
                switch (change.getEvent()) {
                    case JOINED -> {
                        change.getPidList().forEach(pid -> counts.merge(pid, 1, Integer::sum));
                        yield new KeyEvent.Joined(change.getPidList());
                    }
                    case LEFT -> {
                        change.getPidList()
                                .forEach(pid ->
                                        counts.computeIfPresent(pid, (any, count) -> count == 1 ? null : count - 1));
                        yield new KeyEvent.Left(change.getPidList(), reason(change));
                    }
                    case CREATED -> {
                        exists = true;
                        yield new KeyEvent.Created();
                    }
                    case DELETED -> {
                        exists = false;
                        counts.clear();
                        yield new KeyEvent.Deleted();
                    }
                    case KEY_EVENT_UNSPECIFIED, UNRECOGNIZED -> null;
                });
    }

    /** What leads from that to this. */
    List<KeyEvent> since(Standing before) {
        List<KeyEvent> events = new ArrayList<>();
        boolean group = kind == KeyKind.GROUP;
        if (group && before.exists && !exists) {
            return List.of(new KeyEvent.Deleted());
        }
        if (group && !before.exists && exists) {
            events.add(new KeyEvent.Created());
        }
        List<String> gone = more(before.counts, counts);
        if (!gone.isEmpty()) {
            events.add(new KeyEvent.Left(gone, LeaveReason.UNKNOWN));
        }
        List<String> come = more(counts, before.counts);
        if (!come.isEmpty()) {
            events.add(new KeyEvent.Joined(come));
        }
        return events;
    }

    private static LeaveReason reason(KeyChange change) {
        return switch (change.getReason()) {
            case BY_REQUEST -> LeaveReason.LEFT;
            case EXITED -> LeaveReason.EXITED;
            case WORKER_LOST -> LeaveReason.NOCONNECTION;
            case LEAVE_REASON_UNSPECIFIED, UNRECOGNIZED -> LeaveReason.UNKNOWN;
        };
    }

    private static List<String> more(Map<String, Integer> of, Map<String, Integer> than) {
        Map<String, Integer> surplus = new LinkedHashMap<>();
        of.forEach((pid, count) -> surplus.put(pid, Math.max(0, count - than.getOrDefault(pid, 0))));
        return repeated(surplus);
    }

    private static List<String> repeated(Map<String, Integer> counts) {
        List<String> pids = new ArrayList<>();
        counts.forEach((pid, count) -> pids.addAll(Collections.nCopies(count, pid)));
        return pids;
    }
}
