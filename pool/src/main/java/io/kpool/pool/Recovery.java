package io.kpool.pool;

import io.kpool.pool.InventoryEntry.Accepted;
import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Progress;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.InventoryEntry.Unkillable;
import io.kpool.pool.Link.Origin;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PooledProcess.Phase;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings together what is recorded and what workers have: after a stream or a leader changed, either may know what the
 * other does not.
 */
final class Recovery {
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final String pool;
    private final Roster roster;
    private final ProcessTable table;
    private final Placer placer;
    private final HostLife life;

    Recovery(String pool, ProcessTable table, HostLife life) {
        this.pool = pool;
        this.roster = life.roster();
        this.table = table;
        this.placer = life.placer();
        this.life = life;
    }

    /** The inventory of a worker is complete. */
    void reconcile(Worker worker, Turn turn) {
        Set<PooledProcess> met = new HashSet<>();
        for (InventoryEntry entry : worker.inventory()) {
            PooledProcess process = own(worker, entry.request())
                    .or(() -> adopt(worker, entry, turn))
                    .orElseGet(() -> stray(worker, entry, turn));
            met.add(process);
            if (process.phase().isBeforeWorker()) {
                worker.found(process);
            }
            if (process.phase() != Phase.ENDED) {
                worker.known(process, entry.serial());
                meet(process, entry.progress(), turn);
            }
        }
        worker.inventory().clear();
        for (PooledProcess process : List.copyOf(worker.processes())) {
            if (!met.contains(process)) {
                missing(process, turn);
            }
        }
    }

    /** An earlier leader's assignment. What this leader decided and nobody carried out yet gives way to it. */
    void restore(Restored restored, Turn turn) {
        Optional<PooledProcess> known = table.find(restored.request().request());
        if (known.filter(process -> isDecided(process, restored.worker())).isPresent()) {
            return;
        }
        known.ifPresent(process -> placer.withdraw(process, turn));
        if (life.isOver(restored.worker())) {
            String message = "worker " + restored.worker() + " was lost";
            Exit exit = Exit.of(ExitReason.NOCONNECTION, message, turn.unixMillis());
            table.ended(table.add(restored.request()), exit, turn);
            return;
        }
        life.arrive(restored.worker(), Origin.EXPECTED, turn);
        roster.worker(restored.worker()).ifPresent(worker -> restore(restored, worker, turn));
    }

    void stopStray(Worker worker, long serial, Turn turn) {
        worker.bySerial(serial)
                .filter(process -> worker.strays().get(process.id()) == process)
                .ifPresent(process -> stopStray(process, KILL, turn));
    }

    void stopStrays(RequestId request, StopOrder order, Turn turn) {
        for (Worker worker : roster.workers()) {
            Optional.ofNullable(worker.strays().get(request)).ifPresent(process -> stopStray(process, order, turn));
        }
    }

    private void stopStray(PooledProcess process, StopOrder order, Turn turn) {
        table.stop(process, order, turn);
        if (process.phase() == Phase.ENDED) {
            table.release(process, turn);
        }
    }

    private void restore(Restored restored, Worker worker, Turn turn) {
        PooledProcess stray = worker.strays().remove(restored.request().request());
        if (stray != null) {
            stray.claim(restored.request());
            table.own(stray);
            table.tell(stray, turn);
            return;
        }
        PooledProcess process = table.add(restored.request());
        process.dispatched(worker, 0);
        worker.add(process);
        if (restored.start() instanceof RecordedStart.StartedAs(Pid pid, long startedMillis)) {
            worker.known(process, pid.serial());
            process.started(startedMillis);
        }
        if (worker.link().isKnown()) {
            missing(process, turn);
            placer.resume(worker, turn);
        }
        roster.refresh(worker);
        placer.serve(worker, turn);
    }

    private Optional<PooledProcess> own(Worker worker, RequestId request) {
        return table.find(request).filter(process -> process.isOn(worker));
    }

    /** Whose session is not there yet may still come; a process that runs elsewhere too is no request's. */
    private Optional<PooledProcess> adopt(Worker worker, InventoryEntry entry, Turn turn) {
        if (!(entry.request() instanceof LiveRequest request) || worker.strays().containsKey(request)) {
            return Optional.empty();
        }
        if (table.find(request).isPresent() && !life.recall().take(request)) {
            return Optional.empty();
        }
        PooledProcess adopted = table.find(request)
                .orElseGet(() -> table.add(new PlacementRequest(request, new Anywhere(), Patience.QUEUE)));
        adopted.dispatched(worker, 0);
        worker.add(adopted);
        turn.add(new Effect.Adopted(request, worker.pid(pool, entry.serial())));
        return Optional.of(adopted);
    }

    private PooledProcess stray(Worker worker, InventoryEntry entry, Turn turn) {
        PooledProcess known = worker.strays().get(entry.request());
        if (known != null) {
            return known;
        }
        PooledProcess stray = table.create(new PlacementRequest(entry.request(), new Anywhere(), Patience.UNLIMITED));
        stray.dispatched(worker, 0);
        worker.add(stray);
        worker.strays().put(entry.request(), stray);
        turn.add(new Effect.Stray(entry.request(), worker.pid(pool, entry.serial())));
        return stray;
    }

    private void meet(PooledProcess process, Progress progress, Turn turn) {
        switch (progress) {
            case Accepted() -> {}
            case Running(long startedMillis) -> start(process, startedMillis, turn);
            case Unkillable(long startedMillis) -> {
                start(process, startedMillis, turn);
                table.unkillable(process, turn);
            }
            case Exited(long startedMillis, Exit exit) -> {
                if (startedMillis > 0) {
                    start(process, startedMillis, turn);
                }
                table.ended(process, exit, turn);
            }
        }
        table.signal(process, turn);
    }

    private void start(PooledProcess process, long startedMillis, Turn turn) {
        if (process.phase() == Phase.DISPATCHED) {
            table.started(process, startedMillis, turn);
        }
    }

    private void missing(PooledProcess process, Turn turn) {
        Worker worker = process.worker();
        if (worker.strays().get(process.id()) == process) {
            worker.remove(process);
            worker.forget(process);
        } else if (process.phase() == Phase.STARTED) {
            String message = "worker " + worker.id() + " no longer knows it";
            table.ended(process, Exit.of(ExitReason.NOCONNECTION, message, turn.unixMillis()), turn);
        } else if (process.phase() == Phase.DISPATCHED) {
            worker.undispatched(process);
            process.stop().ifPresent(order -> table.ended(process, order.exitBeforeStart(turn.unixMillis()), turn));
        }
    }

    private static boolean isDecided(PooledProcess process, WorkerId recorded) {
        return switch (process.phase()) {
            case RECALLED, QUEUED -> false;
            case ASSIGNED -> process.worker().id().equals(recorded);
            case DURABLE, DISPATCHED, STARTED, ENDED -> true;
        };
    }
}
