package io.kpool.worker;

import io.kpool.pool.directory.Key;
import io.kpool.protocol.process.KeyChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which processes of this worker watch which groups and names. Confined to the loop. */
final class Watchers {
    // In the order they began.
    private final Map<Key, Map<Id, ProcessEntry>> byKey = new HashMap<>();
    private final Map<Long, Map<Long, Key>> bySerial = new HashMap<>();

    private record Id(long serial, long watch) {}

    boolean has(Key key) {
        return byKey.containsKey(key);
    }

    void add(ProcessEntry entry, long watch, Key key) {
        byKey.computeIfAbsent(key, any -> new LinkedHashMap<>()).put(new Id(entry.serial(), watch), entry);
        bySerial.computeIfAbsent(entry.serial(), any -> new HashMap<>()).put(watch, key);
    }

    void remove(ProcessEntry entry, long watch) {
        Map<Long, Key> own = bySerial.get(entry.serial());
        Key key = own == null ? null : own.remove(watch);
        if (key != null) {
            forget(key, new Id(entry.serial(), watch));
            if (own.isEmpty()) {
                bySerial.remove(entry.serial());
            }
        }
    }

    void ended(ProcessEntry entry) {
        Map<Long, Key> own = bySerial.remove(entry.serial());
        if (own != null) {
            own.forEach((watch, key) -> forget(key, new Id(entry.serial(), watch)));
        }
    }

    private void forget(Key key, Id id) {
        byKey.computeIfPresent(key, (any, watching) -> {
            watching.remove(id);
            return watching.isEmpty() ? null : watching;
        });
    }

    void tell(Key key, KeyChange change) {
        byKey.getOrDefault(key, Map.of())
                .forEach((id, entry) -> entry.process().ifPresent(process -> process.deliver(id.watch(), change)));
    }
}
