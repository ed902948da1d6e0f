package io.kpool.pool;

/** How a process is ended, however far it has come. */
final class Stopping {
    private final ProcessTable table;
    private final Placer placer;
    private final Recall recall;

    Stopping(ProcessTable table, Placer placer, Recall recall) {
        this.table = table;
        this.placer = placer;
        this.recall = recall;
    }

    void stop(PooledProcess process, StopOrder order, Turn turn) {
        switch (process.phase()) {
            case RECALLED -> {
                recall.take(process.id());
                table.ended(process, order.exitBeforeStart(turn.unixMillis()), turn);
            }
            case QUEUED, ASSIGNED, DURABLE -> {
                placer.withdraw(process, turn);
                table.ended(process, order.exitBeforeStart(turn.unixMillis()), turn);
            }
            case DISPATCHED, STARTED -> table.stop(process, order, turn);
            case ENDED -> {}
        }
    }
}
