package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.SpawnAttempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which Spawn bears a name. One that is deleted and made anew at once is one change to the framework, which
 * then shows only the new one; the process of the former must end all the same.
 */
final class NameHolders {
    private final Map<ResourceID, Holder> holders = new ConcurrentHashMap<>();

    /**
     * Which Spawn, and what of it may be known to its pool's master.
     *
     * @param attempts that were placed; one more may have been asked for
     */
    record Holder(String uid, PoolKey pool, int attempts) {
        static Holder of(Spawn spawn) {
            return new Holder(
                    spawn.getMetadata().getUid(),
                    SpawnActor.poolOf(spawn),
                    spawn.lastStatus().attempts());
        }

        List<SpawnAttempt> attemptsToEnd() {
            SpawnAttempt next = new SpawnAttempt(uid, attempts + 1);
            return attempts == 0 ? List.of(next) : List.of(new SpawnAttempt(uid, attempts), next);
        }
    }

    /** This one bears its name now; the one before, if that was another. */
    Optional<Holder> seen(Spawn spawn) {
        Holder now = Holder.of(spawn);
        return Optional.ofNullable(holders.put(ResourceID.fromResource(spawn), now))
                .filter(before -> !before.uid().equals(now.uid()));
    }

    void gone(Spawn spawn) {
        holders.remove(ResourceID.fromResource(spawn));
    }
}
