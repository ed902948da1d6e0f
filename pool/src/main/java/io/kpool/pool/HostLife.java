package io.kpool.pool;

import io.kpool.pool.Link.Origin;
import io.kpool.pool.PooledProcess.Phase;
import java.util.List;

/** How workers come to their hosts, are doubted, and are given up. */
final class HostLife {
    private final Roster roster;
    private final ProcessTable table;
    private final Placer placer;
    private final Recall recall;
    private final Fates fates = new Fates();
    private final Listening listening;

    HostLife(ProcessTable table, Placer placer, Recall recall, Listening listening) {
        this.roster = placer.roster();
        this.table = table;
        this.placer = placer;
        this.recall = recall;
        this.listening = listening;
    }

    Roster roster() {
        return roster;
    }

    Placer placer() {
        return placer;
    }

    Recall recall() {
        return recall;
    }

    /** Makes it a member unless it is one, or is over. */
    void arrive(WorkerId id, Origin origin, Turn turn) {
        if (roster.worker(id).isPresent() || isOver(id)) {
            return;
        }
        Host host = roster.host(id.host(), turn);
        host.worker().ifPresent(former -> lose(former, replaced(id), turn));
        Worker worker = new Worker(id, host, new Link(origin, turn.now()));
        recall.arrived(worker, origin);
        roster.occupy(worker, turn);
    }

    boolean isOver(WorkerId id) {
        return roster.isOver(id) || fates.of(id).isPresent();
    }

    /** @param unixAheadMillis of the clock that fates are told by, to the one that silence is measured with */
    WorkerFate fate(WorkerId id, long unixAheadMillis) {
        if (roster.worker(id).isPresent()) {
            return new WorkerFate.Serving();
        }
        return switch (fates.of(id).orElseGet(WorkerFate.Unknown::new)) {
            case WorkerFate.Silent(long lastHeardMillis, var masterLoss) ->
                new WorkerFate.Silent(lastHeardMillis + unixAheadMillis, masterLoss);
            case WorkerFate other -> other;
        };
    }

    void failed(String name, Problem problem, Turn turn) {
        roster.known(name)
                .filter(host -> host.worker()
                        .filter(worker -> worker.link().isCounted())
                        .isEmpty())
                .ifPresent(host -> {
                    host.failed(problem);
                    roster.renew(host, turn);
                });
    }

    void gone(WorkerId id, GoneEvidence evidence, Turn turn) {
        roster.host(id.host(), turn).gone(id.incarnation());
        roster.worker(id).ifPresent(worker -> lose(worker, problem(evidence), turn));
        if (fates.of(id).isEmpty()) {
            fates.silent(id, new WorkerFate.Silent(turn.now(), MasterLoss.NOT_TOLD));
        }
        if (evidence.isProof() && fates.ended(id)) {
            turn.add(new Effect.WorkerEnded(id));
        }
    }

    /** Someone else started it, and may attach it again. */
    void release(Worker worker, Turn turn) {
        lose(worker, new Problem(Problem.RELEASED, "the pool does not name its host as attached any more"), turn);
    }

    void hello(Worker worker, WorkerReport.Hello hello, Turn turn) {
        if (!worker.link().isGreeted()) {
            listening.returned(turn.now());
        }
        worker.link().hello();
        worker.link().heard(turn.now());
        worker.hello(hello);
        roster.renew(worker.host(), turn);
    }

    /** Whether it can be used again, having been doubted. */
    boolean heard(Worker worker, Turn turn) {
        boolean wasServing = worker.link().isServing();
        worker.link().heard(turn.now());
        boolean isBack = !wasServing && worker.link().isServing();
        if (isBack) {
            roster.renew(worker.host(), turn);
        }
        return isBack;
    }

    void disconnected(Worker worker, Turn turn) {
        worker.link().disconnected();
        roster.renew(worker.host(), turn);
    }

    /** Doubts all that are to be doubted before any is given up: what the lost had goes to nobody in doubt. */
    void watch(Turn turn) {
        long away = listening.awayMillis(turn.now());
        if (away > 0) {
            roster.workers().forEach(worker -> worker.link().excuse(away, turn.now()));
        }
        if (listening.quietMillis(turn.now()) >= Silence.LOST_AFTER_MILLIS) {
            roster.expectsNobody();
        }
        List<Worker> silent = roster.workers().stream()
                .filter(worker -> worker.link().isCounted())
                .filter(worker -> silence(worker, turn) >= Silence.SUSPECT_AFTER_MILLIS)
                .toList();
        for (Worker worker : silent) {
            worker.link().silent();
            roster.renew(worker.host(), turn);
        }
        for (Worker worker : silent) {
            if (isGivenUp(worker, turn)) {
                String message = "nothing was heard of it for " + silence(worker, turn) / 1_000 + " seconds";
                lose(worker, new Problem(Problem.SILENT, message), turn);
            }
        }
    }

    /** One that is still to come back may be in a crowd that does. */
    private boolean isGivenUp(Worker worker, Turn turn) {
        return silence(worker, turn) >= Silence.LOST_AFTER_MILLIS
                && (worker.link().isGreeted() || listening.quietMillis(turn.now()) >= Silence.LOST_AFTER_MILLIS);
    }

    private static long silence(Worker worker, Turn turn) {
        return turn.now() - worker.link().lastHeardMillis();
    }

    private void lose(Worker worker, Problem why, Turn turn) {
        fates.silent(worker.id(), worker.silent());
        turn.add(new Effect.WorkerLost(worker.id(), worker.link().lastHeardMillis()));
        if (worker.link().isConnected()) {
            // Or it would hear of its operator on, and run on for ever.
            turn.add(new Effect.Dismiss(worker.id(), "worker " + worker.id() + " was given up: " + why.message()));
        }
        roster.vacate(worker, why, turn);
        recall.lost(worker, turn);
        worker.numbered().forEach(table::leave);
        for (PooledProcess process : worker.byAge()) {
            if (process.phase() == Phase.ASSIGNED || process.phase() == Phase.DURABLE && process.isPlacedAtOnce()) {
                placer.withdraw(process, turn);
                placer.placeAgain(process, turn);
            } else if (worker.strays().get(process.id()) != process) {
                String message = "worker " + worker.id() + " was lost: " + why.message();
                table.ended(process, Exit.of(ExitReason.NOCONNECTION, message, turn.unixMillis()), turn);
            }
        }
    }

    private static Problem replaced(WorkerId successor) {
        return new Problem(Problem.REPLACED, "worker " + successor + " took its place");
    }

    private static Problem problem(GoneEvidence evidence) {
        return switch (evidence) {
            case CONTAINER_ENDED -> new Problem(Problem.CONTAINER_ENDED, "its container ended");
            case POD_GONE -> new Problem(Problem.POD_GONE, "its pod is gone");
        };
    }
}
