package io.kpool.pool;

import io.kpool.pool.PooledProcess.Phase;
import io.kpool.pool.WorkerReport.Exited;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import io.kpool.pool.WorkerReport.Refused;
import io.kpool.pool.WorkerReport.Started;
import io.kpool.pool.WorkerReport.Unkillable;
import java.util.List;

/** What members say on their streams. */
final class WorkerStream {
    private final Roster roster;
    private final ProcessTable table;
    private final Placer placer;
    private final HostLife life;
    private final Recovery recovery;
    private final LoadTrust trust;

    WorkerStream(ProcessTable table, HostLife life, Recovery recovery) {
        this.roster = life.roster();
        this.table = table;
        this.placer = life.placer();
        this.life = life;
        this.recovery = recovery;
        this.trust = new LoadTrust(roster);
    }

    void hello(Worker worker, Hello hello, Turn turn) {
        life.hello(worker, hello, turn);
    }

    /** Who is back gets something to do after what it said has been heeded: that may have been a refusal. */
    void on(Worker worker, WorkerReport report, Turn turn) {
        boolean isBack = life.heard(worker, turn);
        if (!worker.link().isKnown() && isAboutInventory(report)) {
            worker.early().add(report);
        } else {
            handle(worker, report, turn);
        }
        if (isBack) {
            placer.resume(worker, turn);
            placer.serve(worker, turn);
        }
    }

    /** Time passed: what they said of their loads has grown older. */
    void watch(Turn turn) {
        trust.watch(turn);
    }

    private void handle(Worker worker, WorkerReport report, Turn turn) {
        switch (report) {
            case Hello hello -> hello(worker, hello, turn);
            case Inventory(var entries) -> worker.inventory().addAll(entries);
            case InventoryDone() -> inventoryDone(worker, turn);
            case Started started -> started(worker, started, turn);
            case Refused refused -> refused(worker, refused, turn);
            case Exited exited -> exited(worker, exited, turn);
            case Unkillable(long serial) -> unkillable(worker, serial, turn);
            case LoadReport load -> load(worker, load, turn);
        }
    }

    private void inventoryDone(Worker worker, Turn turn) {
        worker.link().inventoried();
        recovery.reconcile(worker, turn);
        List<WorkerReport> early = List.copyOf(worker.early());
        worker.early().clear();
        early.forEach(report -> handle(worker, report, turn));
        life.recall().heard(worker, turn);
        roster.renew(worker.host(), turn);
        placer.resume(worker, turn);
        placer.serve(worker, turn);
    }

    private void started(Worker worker, Started report, Turn turn) {
        worker.find(report.command(), report.serial())
                .filter(process -> process.phase() == Phase.DISPATCHED)
                .ifPresent(process -> {
                    worker.placed(process, turn.now());
                    table.started(process, turn.unixMillis(), turn);
                    table.signal(process, turn);
                });
    }

    private void refused(Worker worker, Refused report, Turn turn) {
        if (report.reason() == RefusalReason.STALE_EPOCH) {
            turn.add(new Effect.Superseded(worker.id()));
            return;
        }
        worker.refused(report.command()).ifPresent(process -> {
            switch (report.reason()) {
                case ALREADY_SEEN -> forgotten(process, turn);
                case NO_SLOT, NOT_SERVING, STALE_EPOCH -> placeElsewhere(worker, process, turn);
            }
        });
    }

    private void forgotten(PooledProcess process, Turn turn) {
        String message = "worker " + process.worker().id() + " ran it before and does not know how it ended";
        table.ended(process, Exit.of(ExitReason.NOCONNECTION, message, turn.unixMillis()), turn);
        placer.serve(process.worker(), turn);
    }

    private void placeElsewhere(Worker worker, PooledProcess process, Turn turn) {
        worker.workload().block();
        process.stop()
                .ifPresentOrElse(order -> table.ended(process, order.exitBeforeStart(turn.unixMillis()), turn), () -> {
                    placer.withdraw(process, turn);
                    placer.placeAgain(process, turn);
                });
    }

    private void exited(Worker worker, Exited report, Turn turn) {
        worker.find(report.command(), report.serial()).ifPresent(process -> {
            table.ended(process, report.exit(), turn);
            placer.serve(worker, turn);
        });
    }

    private void unkillable(Worker worker, long serial, Turn turn) {
        worker.bySerial(serial)
                .filter(process -> process.phase() == Phase.STARTED)
                .ifPresent(process -> table.unkillable(process, turn));
    }

    private void load(Worker worker, LoadReport report, Turn turn) {
        worker.report(report);
        trust.reported(worker, turn);
        roster.reported(worker, turn);
        placer.serve(worker, turn);
    }

    /** What happens to a process may be told before the page of the inventory that it is on. */
    private static boolean isAboutInventory(WorkerReport report) {
        return switch (report) {
            case Started started -> true;
            case Exited exited -> true;
            case Unkillable unkillable -> true;
            case Hello hello -> false;
            case Inventory inventory -> false;
            case InventoryDone done -> false;
            case Refused refused -> false;
            case LoadReport load -> false;
        };
    }
}
