package io.kpool.operator.live;

import io.kpool.operator.agent.WorkerWords;
import io.kpool.operator.live.Unrecorded.Home;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.KeyState;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has a copy of a key of one namespace, or watches it. Lives on the loop. */
final class Copies {
    private final Map<Key, Map<Object, KeySink>> sinks = new HashMap<>();
    private final Map<Home, Set<Key>> ofWorkers = new HashMap<>();

    boolean isEmpty() {
        return sinks.isEmpty();
    }

    /** How many there are. */
    int size() {
        return sinks.values().stream().mapToInt(Map::size).sum();
    }

    /** Tells all that stands there, and from now on what changes; whom it was told before, it is told anew. */
    void add(Object who, KeyState state, KeySink sink) {
        List<KeySnapshot> pages = KeyWire.pages(state);
        pages.forEach(sink::snapshot);
        sinks.computeIfAbsent(state.key(), any -> new LinkedHashMap<>()).put(who, sink);
        if (who instanceof Home worker) {
            ofWorkers.computeIfAbsent(worker, any -> new HashSet<>()).add(state.key());
        }
    }

    void remove(Object who, Key key) {
        sinks.computeIfPresent(key, (any, of) -> {
            of.remove(who);
            return of.isEmpty() ? null : of;
        });
        if (who instanceof Home worker) {
            ofWorkers.computeIfPresent(worker, (any, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    /** The stream that it had its copies by has ended. */
    void remove(Home worker) {
        Set<Key> keys = ofWorkers.get(worker);
        if (keys != null) {
            List.copyOf(keys).forEach(key -> remove(worker, key));
        }
    }

    void changed(Key key, Change change) {
        Map<Object, KeySink> of = sinks.get(key);
        if (of != null) {
            KeyChange told = KeyWire.change(key, change);
            // Who hears of it may go by that.
            List.copyOf(of.values()).forEach(sink -> sink.changed(told));
        }
    }

    /** What goes to a worker's copies, on its stream of now. */
    record ToWorker(WorkerWords words) implements KeySink {
        @Override
        public void snapshot(KeySnapshot page) {
            words.snapshot(page);
        }

        @Override
        public void changed(KeyChange change) {
            words.changed(change);
        }
    }
}
