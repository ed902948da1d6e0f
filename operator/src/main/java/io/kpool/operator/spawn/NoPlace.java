package io.kpool.operator.spawn;

import io.kpool.crd.SpawnReasons;
import io.kpool.pool.PlacementFailure;
import java.util.Optional;

/** Why a Spawn has no place, as its conditions say it. Its pool knows less: to it a cordoned host is like a full one. */
record NoPlace(String reason, String message) {

    static NoPlace of(PlacementFailure why, SpawnView view) {
        Optional<String> host = view.spec().host();
        if (host.filter(view.pool()::lacks).isPresent()) {
            return new NoPlace(
                    SpawnReasons.HOST_NOT_FOUND, "pool " + view.spec().poolName() + " has no host " + host.get());
        }
        return switch (why) {
            case NO_NODE ->
                new NoPlace(
                        SpawnReasons.NO_NODE,
                        host.map(name -> "host " + name + " is not ready").orElse("no host is ready"));
            // The last is said to callers only.
            case NO_CAPACITY, QUEUE_TIMEOUT, UNKNOWN_OUTCOME ->
                new NoPlace(
                        SpawnReasons.NO_CAPACITY,
                        host.map(name -> ofHost(name, view)).orElseGet(() -> ofAll(view)));
        };
    }

    private static String ofHost(String host, SpawnView view) {
        return view.pool().hasCordoned(host)
                ? "host " + host + " is cordoned (spec.cordoned of pool "
                        + view.spec().poolName() + ")"
                : "host " + host + " is full";
    }

    private static String ofAll(SpawnView view) {
        return view.pool().hasCordonedAny()
                ? "every ready host is full or cordoned (spec.cordoned of pool "
                        + view.spec().poolName() + ")"
                : "every ready host is full";
    }
}
