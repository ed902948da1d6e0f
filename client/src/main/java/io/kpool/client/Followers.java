package io.kpool.client;

import io.kpool.protocol.live.FollowChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who hears what processes print that are not this session's own; confined to the loop. */
final class Followers {
    private final Map<String, OutputListener> listeners = new HashMap<>();

    FollowChange add(String pid, OutputListener listener) {
        listeners.put(pid, listener);
        return follow(pid);
    }

    FollowChange remove(String pid) {
        listeners.remove(pid);
        return FollowChange.newBuilder().setPid(pid).setStop(true).build();
    }

    Optional<OutputListener> of(String pid) {
        return Optional.ofNullable(listeners.get(pid));
    }

    /** A new stream knows nothing of it. */
    void repeatOver(LiveStream stream) {
        listeners.keySet().forEach(pid -> stream.outgoing().follow(follow(pid)));
    }

    private static FollowChange follow(String pid) {
        return FollowChange.newBuilder().setPid(pid).build();
    }
}
