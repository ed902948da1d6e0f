package io.kpool.worker;

import io.kpool.pool.directory.Directory;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.Membership;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Under which groups and names a process stands: what its worker has of that counts. Confined to the loop. */
final class Memberships {
    /** Keys of one process. */
    static final int MOST = Directory.MOST_KEYS;

    private Map<Key, Membership> kept = Map.of();
    private int bytes;

    /** What it takes in an inventory, about. */
    int bytes() {
        return bytes;
    }

    Collection<Membership> all() {
        return kept.values();
    }

    /** Whether it stands under another key, or can. */
    boolean hasRoomFor(Key key) {
        return kept.size() < MOST || kept.containsKey(key);
    }

    int count(Key key) {
        Membership known = kept.get(key);
        return known == null ? 0 : known.getCount();
    }

    void record(Membership now) {
        if (now.getCount() > 0) {
            if (kept.isEmpty()) {
                kept = new LinkedHashMap<>(2);
            }
            bytes += now.getSerializedSize() - size(kept.put(now.getKey(), now));
        } else if (isOfThatGroup(now)) {
            bytes -= size(kept.remove(now.getKey()));
        }
    }

    // That it left a group that is no more says nothing of one of the same name.
    private boolean isOfThatGroup(Membership left) {
        Membership known = kept.get(left.getKey());
        return known != null && known.getGroupUid().equals(left.getGroupUid());
    }

    private static int size(Membership former) {
        return former == null ? 0 : former.getSerializedSize();
    }

    void clear() {
        kept = Map.of();
        bytes = 0;
    }
}
