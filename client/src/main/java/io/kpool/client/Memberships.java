package io.kpool.client;

import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.Membership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which groups and under which names the session stands, as it was last told; confined to the loop. */
final class Memberships {
    private final Map<Key, Membership> current = new LinkedHashMap<>();

    void recorded(Membership now) {
        if (now.getCount() > 0) {
            current.put(now.getKey(), now);
        } else {
            // Of a group of that name that is no more; it may stand in the next one already.
            current.computeIfPresent(
                    now.getKey(), (key, known) -> known.getGroupUid().equals(now.getGroupUid()) ? null : known);
        }
    }

    List<Membership> all() {
        return List.copyOf(current.values());
    }

    void removeAll() {
        current.clear();
    }
}
