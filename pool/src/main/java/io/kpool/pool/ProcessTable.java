package io.kpool.pool;

import io.kpool.pool.PooledProcess.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The processes that somebody asked for, by request, and the steps of their lives that the asker hears of. */
final class ProcessTable {
    private final String pool;
    private final Roster roster;
    private final Map<RequestId, PooledProcess> processes = new HashMap<>();
    private final Map<Place, PooledProcess> left = new HashMap<>();
    private long sequence;

    private record Place(WorkerId worker, long serial) {}

    ProcessTable(String pool, Roster roster) {
        this.pool = pool;
        this.roster = roster;
    }

    Optional<PooledProcess> find(RequestId request) {
        return Optional.ofNullable(processes.get(request));
    }

    PooledProcess create(PlacementRequest request) {
        return new PooledProcess(request, ++sequence);
    }

    PooledProcess add(PlacementRequest request) {
        PooledProcess process = create(request);
        own(process);
        return process;
    }

    void own(PooledProcess process) {
        PooledProcess former = processes.put(process.id(), process);
        if (former != null) {
            former.owned(false);
        }
        process.owned(true);
    }

    void forget(PooledProcess process) {
        if (processes.remove(process.id(), process)) {
            process.owned(false);
        }
        if (!left.isEmpty() && process.worker() != null) {
            left.remove(new Place(process.worker().id(), process.serial()), process);
        }
    }

    /** Its worker was lost: who asks for its pid finds it here. */
    void leave(PooledProcess process) {
        if (process.isOwned()) {
            left.put(new Place(process.worker().id(), process.serial()), process);
        }
    }

    /** One of a lost worker. */
    Optional<PooledProcess> left(WorkerId worker, long serial) {
        return Optional.ofNullable(left.get(new Place(worker, serial)));
    }

    void started(PooledProcess process, long startedMillis, Turn turn) {
        process.started(startedMillis);
        if (process.isOwned()) {
            turn.add(new Effect.ProcessStarted(process.id(), process.pid(pool), startedMillis));
        }
    }

    void unkillable(PooledProcess process, Turn turn) {
        if (process.worker().unkillable(process) && process.isOwned()) {
            turn.add(new Effect.ProcessUnkillable(process.id(), process.pid(pool)));
        }
    }

    void ended(PooledProcess process, Exit exit, Turn turn) {
        if (process.worker() != null) {
            process.worker().remove(process);
            roster.refresh(process.worker());
        }
        process.ended(exit);
        if (process.isOwned()) {
            turn.add(new Effect.ProcessEnded(process.id(), exit));
        } else if (process.stop().isPresent()) {
            release(process, turn);
        }
    }

    /** Its owner learns how far it has come already. */
    void tell(PooledProcess process, Turn turn) {
        if (process.startedMillis() > 0) {
            turn.add(new Effect.ProcessStarted(process.id(), process.pid(pool), process.startedMillis()));
        }
        if (process.isUnkillable() && process.phase() != Phase.ENDED) {
            turn.add(new Effect.ProcessUnkillable(process.id(), process.pid(pool)));
        }
        process.exit().ifPresent(exit -> turn.add(new Effect.ProcessEnded(process.id(), exit)));
    }

    /** A caller that asks twice may have forgotten what it was told; who has a resource has it written there. */
    void tellAgain(PooledProcess process, Turn turn) {
        if (process.isPlacedAtOnce()) {
            tell(process, turn);
        }
    }

    void stop(PooledProcess process, StopOrder order, Turn turn) {
        if (process.order(order)) {
            signal(process, turn);
        }
    }

    /** Sends what was ordered, as soon as the worker has a number for the process and can be reached. */
    void signal(PooledProcess process, Turn turn) {
        boolean reachable = process.serial() > 0
                && process.phase() != Phase.ENDED
                && process.worker().link().isKnown();
        process.stop()
                .filter(order -> reachable)
                .ifPresent(order -> turn.add(new Effect.Signal(process.worker().id(), process.serial(), order)));
    }

    /** The end of a request is recorded. */
    void acknowledge(RequestId request, Turn turn) {
        find(request).filter(process -> process.phase() == Phase.ENDED).ifPresent(process -> release(process, turn));
    }

    /** Lets the worker forget an exit. */
    void release(PooledProcess process, Turn turn) {
        forget(process);
        Worker worker = process.worker();
        if (worker == null || process.serial() == 0) {
            return;
        }
        worker.forget(process);
        if (worker.link().isKnown() && roster.worker(worker.id()).isPresent()) {
            turn.add(new Effect.AcknowledgeExit(worker.id(), process.serial()));
        }
    }

    /** So many at most of those that are younger than that, by age: one walk, without sorting all of them. */
    List<PooledProcess> oldest(long after, int most) {
        PriorityQueue<PooledProcess> oldest = new PriorityQueue<>(PooledProcess.BY_AGE.reversed());
        for (PooledProcess process : processes.values()) {
            boolean isWanted = process.sequence() > after
                    && (oldest.size() < most
                            || process.sequence() < oldest.peek().sequence());
            if (isWanted) {
                oldest.add(process);
                if (oldest.size() > most) {
                    oldest.remove();
                }
            }
        }
        return oldest.stream().sorted(PooledProcess.BY_AGE).toList();
    }

    List<LiveRequest> liveRequests() {
        return processes.keySet().stream()
                .filter(LiveRequest.class::isInstance)
                .map(LiveRequest.class::cast)
                .toList();
    }
}
