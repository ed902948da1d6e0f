package io.kpool.operator.spawn;

import io.kpool.crd.SpawnStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Spawn's status should say, what to do when it does, and when to look again though nothing happens.
 *
 * @param lookAgain {@link Instant#MAX}: no need to
 */
record SpawnPlan(SpawnStatus status, List<SpawnAction> then, Instant lookAgain) {
    SpawnPlan {
        then = List.copyOf(then);
    }

    static SpawnPlan report(SpawnStatus status) {
        return new SpawnPlan(status, List.of(), Instant.MAX);
    }

    SpawnPlan then(SpawnAction... actions) {
        return new SpawnPlan(status, List.of(actions), lookAgain);
    }

    SpawnPlan and(SpawnAction last) {
        return new SpawnPlan(
                status, Stream.concat(then.stream(), Stream.of(last)).toList(), lookAgain);
    }

    SpawnPlan lookAgainAt(Instant when) {
        return new SpawnPlan(status, then, when);
    }
}
