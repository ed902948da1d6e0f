package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Parties in the order of pids, each as often as it came. */
final class Members {
    private final NavigableMap<Party, Integer> counts = new TreeMap<>(Party.ORDER);
    // Made at the first read after a change, so that the next ones are one step each. Null: not yet.
    private List<Party> inOrder = List.of();

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int count(Party party) {
        return counts.getOrDefault(party, 0);
    }

    void set(Party party, int count) {
        if (count > 0) {
            counts.put(party, count);
        } else {
            counts.remove(party);
        }
        inOrder = null;
    }

    void clear() {
        counts.clear();
        inOrder = List.of();
    }

    /** How often each is there; must not be kept. */
    Map<Party, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** All, each as often as it is there, those of one party side by side. */
    List<Party> inOrder() {
        if (inOrder == null) {
            List<Party> all = new ArrayList<>();
            counts.forEach((party, count) -> all.addAll(Collections.nCopies(count, party)));
            inOrder = Collections.unmodifiableList(all);
        }
        return inOrder;
    }

    /** One of them: who is there twice is twice as likely. */
    static Optional<Party> any(List<Party> of, RandomGenerator random) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }
}
