package io.kpool.operator.live;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** The uids of groups that were deleted last. Lives on the loop. */
final class OverGroups {
    private static final int MOST = 10_000;

    private final SequencedSet<String> uids = new LinkedHashSet<>();

    void add(String uid) {
        uids.addLast(uid);
        if (uids.size() > MOST) {
            uids.removeFirst();
        }
    }

    boolean has(String uid) {
        return uids.contains(uid);
    }
}
