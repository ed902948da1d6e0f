package io.kpool.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The pids that the session is linked with, as far as it knows; confined to the loop. */
final class Links {
    private final Set<String> pids = new LinkedHashSet<>();

    void add(String pid) {
        pids.add(pid);
    }

    void remove(String pid) {
        pids.remove(pid);
    }

    List<String> all() {
        return List.copyOf(pids);
    }

    /** The operator was lost, and all links with it. */
    List<String> removeAll() {
        List<String> gone = all();
        pids.clear();
        return gone;
    }
}
