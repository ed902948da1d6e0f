package io.kpool.pool;

/**
 * One attempt at running a Spawn.
 *
 * @param uid metadata.uid of the Spawn
 * @param attempt counted from 1
 */
public record SpawnAttempt(String uid, int attempt) implements RequestId {
    public SpawnAttempt {
        if (uid.isEmpty()) {
            throw new IllegalArgumentException("uid is empty");
        }
        Numbers.requirePositive("attempt", attempt);
    }

    @Override
    public String toString() {
        return uid + "#" + attempt;
    }
}
