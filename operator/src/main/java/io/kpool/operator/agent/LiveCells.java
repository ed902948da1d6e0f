package io.kpool.operator.agent;

import io.kpool.pool.ExitReason;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.OrderRoom;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ProcessSignal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What callers say to the masters. */
final class LiveCells implements LivePools {
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final PoolCells cells;

    LiveCells(PoolCells cells) {
        this.cells = cells;
    }

    @Override
    public boolean isDeclared(PoolKey pool) {
        return cells.cell(pool).isPresent();
    }

    @Override
    public OrderRoom orderRoom() {
        return cells.orderRoom();
    }

    @Override
    public void place(PoolKey pool, PlacementRequest request, Spawn what) {
        cells.cell(pool).ifPresent(cell -> {
            cell.keep(request.request(), what);
            cell.ask(master -> master.submit(request, cells.nowMillis()));
        });
    }

    @Override
    public void recall(PoolKey pool, PlacementRequest request, Spawn what) {
        cells.cell(pool).ifPresent(cell -> {
            cell.keep(request.request(), what);
            cell.ask(master -> master.recall(request, cells.nowMillis()));
        });
    }

    @Override
    public void stop(PoolKey pool, LiveRequest request, StopOrder order) {
        cells.cell(pool).ifPresent(cell -> cell.ask(master -> master.stop(request, order, cells.nowMillis())));
    }

    @Override
    public void acknowledge(PoolKey pool, LiveRequest request) {
        cells.cell(pool).ifPresent(cell -> cell.acknowledge(request));
    }

    @Override
    public void kill(PoolKey pool, Pid pid) {
        cells.cell(pool)
                .ifPresent(cell -> cell.read(master -> master.views(cells.nowMillis()))
                        .process(pid)
                        .ifPresent(process ->
                                cell.ask(master -> master.stop(process.request(), KILL, cells.nowMillis()))));
    }

    @Override
    public void deliver(PoolKey pool, Pid pid, ProcessSignal signal) {
        cells.cell(pool).ifPresent(cell -> cell.tell(pid.worker(), out -> out.deliver(pid.serial(), signal)));
    }

    @Override
    public Passage pass(PoolKey pool, Pid pid, ProcessSignal signal) {
        return cells.cell(pool).map(cell -> cell.pass(pid, signal)).orElse(Passage.LOST);
    }

    @Override
    public Optional<WorkerWords> words(PoolKey pool, WorkerId worker) {
        return cells.cell(pool).flatMap(cell -> cell.connections().to(worker));
    }

    @Override
    public void tellAll(String namespace, Consumer<WorkerWords> word) {
        cells.in(namespace).forEach(cell -> cell.connections().all().forEach(word));
    }

    @Override
    public void follow(PoolKey pool, Pid pid) {
        cells.cell(pool).ifPresent(cell -> cell.tell(pid.worker(), out -> out.follow(pid.serial())));
    }

    @Override
    public void unfollow(PoolKey pool, Pid pid) {
        cells.cell(pool).ifPresent(cell -> cell.tell(pid.worker(), out -> out.unfollow(pid.serial())));
    }

    @Override
    public boolean readOutput(PoolKey pool, Pid pid, Tail tail) {
        Optional<PoolCell> there = cells.cell(pool).filter(cell -> cell.hasStream(pid.worker()));
        there.ifPresent(cell -> cell.tell(pid.worker(), out -> out.readOutput(pid.serial(), tail)));
        return there.isPresent();
    }

    @Override
    public <T> Optional<T> read(PoolKey pool, Function<PoolMaster, T> question) {
        return cells.cell(pool).map(cell -> cell.read(question));
    }
}
