package io.kpool.operator.nodepool;

import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.HostPlan.Delete;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pool should be, and what is to be done for it now.
 *
 * @param wishes the hosts that it should have, in the order of the spec
 * @param wanted the same hosts, decided upon
 * @param removed hosts that it should not have and whose pods are still there
 * @param farewells of removed hosts whose pods are gone
 * @param outdated how many wanted hosts run what an earlier spec asked for
 */
record NodePoolPlan(
        List<HostWish> wishes,
        List<HostPlan> wanted,
        List<HostPlan> removed,
        List<WorkerNews> farewells,
        int outdated) {
    NodePoolPlan {
        wishes = List.copyOf(wishes);
        wanted = List.copyOf(wanted);
        removed = List.copyOf(removed);
        farewells = List.copyOf(farewells);
    }

    Stream<HostPlan> all() {
        return Stream.concat(wanted.stream(), removed.stream());
    }

    /** What the pool's master must hear, in order. */
    Stream<WorkerNews> news() {
        return Stream.concat(all().flatMap(host -> host.news().stream()), farewells.stream());
    }

    /** What to remember of each host. */
    Map<String, HostMemory> memory() {
        return all().collect(Collectors.toMap(HostPlan::host, HostPlan::memory));
    }

    boolean makesPods() {
        return all().anyMatch(host -> host.step() instanceof Create);
    }

    List<WorkerPod> deletions() {
        return all().map(HostPlan::step)
                .filter(Delete.class::isInstance)
                .map(step -> ((Delete) step).pod())
                .toList();
    }

    /** The same plan after it was carried out. */
    NodePoolPlan carriedOut(Function<List<HostPlan>, List<HostPlan>> work) {
        return new NodePoolPlan(wishes, work.apply(wanted), work.apply(removed), farewells, outdated);
    }

    /** When the pool must be looked at again although nothing happens. */
    Optional<Instant> nextLook() {
        return all().map(HostPlan::step)
                .filter(Await.class::isInstance)
                .map(step -> ((Await) step).until())
                .min(Instant::compareTo);
    }
}
