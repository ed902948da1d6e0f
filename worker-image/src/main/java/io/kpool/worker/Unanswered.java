package io.kpool.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Calls that a process got and has yet to answer; of very many the first are forgotten. Confined to the loop. */
final class Unanswered {
    private static final int MOST = 100_000;

    // Most processes get none.
    private Set<Asked> calls = Set.of();

    /** @param by pid of who waits for the answer */
    record Asked(String by, long call) {}

    void add(String by, long call) {
        if (calls.isEmpty()) {
            calls = new LinkedHashSet<>(2);
        }
        if (calls.size() >= MOST) {
            calls.remove(calls.iterator().next());
        }
        calls.add(new Asked(by, call));
    }

    /** It is answered; whether it was yet to be. */
    boolean remove(String by, long call) {
        return !calls.isEmpty() && calls.remove(new Asked(by, call));
    }

    /** All, in the order they came; from now on there are none. */
    List<Asked> takeAll() {
        List<Asked> all = List.copyOf(calls);
        calls = Set.of();
        return all;
    }
}
