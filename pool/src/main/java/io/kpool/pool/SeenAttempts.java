package io.kpool.pool;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A worker's memory of the attempts it took on: it runs none of them a second time, even when it was told to forget how
 * they ended.
 *
 * <p>Remembers the Spawns that it saw last, up to a bound; of each only the highest attempt, as lower ones are over.
 */
public final class SeenAttempts {
    private final int capacity;
    private final SequencedMap<String, Integer> highest = new LinkedHashMap<>(16, 0.75f, true);

    public SeenAttempts(int capacity) {
        Numbers.requirePositive("capacity", capacity);
        this.capacity = capacity;
    }

    /** Whether this attempt, or a later one of its Spawn, was admitted; to be asked before anything else refuses it. */
    public boolean hasSeen(SpawnAttempt attempt) {
        Integer seen = highest.get(attempt.uid());
        return seen != null && attempt.attempt() <= seen;
    }

    /** Whether this attempt is a new one; if so, it no longer is. To be asked last, when nothing else refuses it. */
    public boolean admit(SpawnAttempt attempt) {
        if (hasSeen(attempt)) {
            return false;
        }
        highest.put(attempt.uid(), attempt.attempt());
        if (highest.size() > capacity) {
            highest.pollFirstEntry();
        }
        return true;
    }
}
