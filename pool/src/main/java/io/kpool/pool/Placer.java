package io.kpool.pool;

import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PooledProcess.Phase;
import java.util.Optional;

/** Brings requests to workers: chooses, lets wait, serves who waits, sends. */
final class Placer {
    private final Roster roster;
    private final ProcessTable table;
    private final long epoch;
    private final WaitingQueue queue = new WaitingQueue();
    private PlacementSettings settings;

    Placer(Roster roster, ProcessTable table, long epoch) {
        this.roster = roster;
        this.table = table;
        this.epoch = epoch;
    }

    void apply(PlacementSettings changed) {
        settings = changed;
    }

    Roster roster() {
        return roster;
    }

    int queued() {
        return queue.size();
    }

    void place(PooledProcess process, Turn turn) {
        Optional<Worker> chosen = roster.choose(process.target());
        if (chosen.isPresent()) {
            assign(process, chosen.get(), turn);
        } else if (process.isLive() && settings.whenFull() == WhenFull.WAIT && isQueueFull()) {
            refuse(process, PlacementFailure.NO_CAPACITY, turn);
        } else {
            await(process, turn);
        }
    }

    /** For one that had a place and lost it: it is no newcomer to the queue. */
    void placeAgain(PooledProcess process, Turn turn) {
        roster.choose(process.target())
                .ifPresentOrElse(worker -> assign(process, worker, turn), () -> await(process, turn));
    }

    /** Takes a request that does not run from where it is; the caller says where it goes. */
    void withdraw(PooledProcess process, Turn turn) {
        if (process.phase() == Phase.QUEUED) {
            queue.remove(process);
            return;
        }
        Worker worker = process.worker();
        worker.remove(process);
        roster.refresh(worker);
        serve(worker, turn);
    }

    void dispatch(Assignment assignment, Turn turn) {
        table.find(assignment.request())
                .filter(process -> process.phase() == Phase.ASSIGNED)
                .filter(process -> assignment(process).equals(assignment))
                .ifPresent(process -> {
                    process.durable();
                    if (process.worker().link().isServing()) {
                        send(process, turn);
                    }
                });
    }

    /** A worker can be reached again: sends what was held back. */
    void resume(Worker worker, Turn turn) {
        for (PooledProcess process : worker.processes()) {
            if (process.phase() == Phase.DURABLE) {
                send(process, turn);
            }
        }
    }

    /** A worker may have room: the oldest that may go there is served first. */
    void serve(Worker worker, Turn turn) {
        roster.refresh(worker);
        while (queue.size() > 0 && worker.isPlaceable()) {
            Optional<PooledProcess> next = queue.next(worker.host().name());
            if (next.isEmpty()) {
                return;
            }
            queue.remove(next.get());
            roster.choose(next.get().target()).ifPresent(chosen -> assign(next.get(), chosen, turn));
        }
    }

    /** Ends the waiting of those whose time is over. */
    void expire(Turn turn) {
        for (PooledProcess process : queue.expired(turn.now())) {
            queue.remove(process);
            boolean hopeful = roster.wasReady(process.target(), process.queuedMillis());
            refuse(process, hopeful ? PlacementFailure.QUEUE_TIMEOUT : PlacementFailure.NO_NODE, turn);
        }
        if (queue.size() > 0 && isFailing()) {
            for (PooledProcess process : queue.all()) {
                queue.remove(process);
                refuse(process, why(process.target()), turn);
            }
        }
    }

    private void assign(PooledProcess process, Worker worker, Turn turn) {
        process.assigned(worker);
        worker.add(process);
        worker.placed(process, turn.now());
        if (process.isPlacedAtOnce()) {
            process.durable();
            send(process, turn);
        } else {
            turn.add(new Effect.Assign(assignment(process)));
        }
        roster.refresh(worker);
    }

    private void await(PooledProcess process, Turn turn) {
        PlacementFailure why = why(process.target());
        if (isFailing()) {
            refuse(process, why, turn);
            return;
        }
        process.queued(turn.now(), settings.queueTimeoutMillis());
        queue.add(process);
        turn.add(new Effect.Wait(process.id(), why));
    }

    void refuse(PooledProcess process, PlacementFailure why, Turn turn) {
        table.forget(process);
        turn.add(new Effect.Refuse(process.id(), why));
    }

    private void send(PooledProcess process, Turn turn) {
        Worker worker = process.worker();
        turn.add(new Effect.Dispatch(worker.id(), worker.dispatch(process), process.id()));
    }

    private Assignment assignment(PooledProcess process) {
        return new Assignment(process.id(), process.worker().id(), epoch);
    }

    PlacementFailure why(Target target) {
        return roster.isReady(target) ? PlacementFailure.NO_CAPACITY : PlacementFailure.NO_NODE;
    }

    private boolean isQueueFull() {
        return queue.liveSize() >= settings.queueLimit();
    }

    /** A pool that does not let wait does so all the same while a new leader has yet to hear of its workers. */
    private boolean isFailing() {
        return settings.whenFull() == WhenFull.FAIL && !roster.isSettling();
    }
}
