package io.kpool.operator.agent;

import io.kpool.pool.Assignment;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostView;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.Problem;
import io.kpool.pool.RequestId;
import io.kpool.pool.StopOrder;
import io.kpool.pool.Survey;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Spawn;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What other threads say to the masters becomes tasks of the loop. */
final class AgentMasters implements PoolMasters, PoolRequests {
    private final AgentLoop loop;
    private final Notices notices;
    // On the loop; none: this process does not lead.
    private PoolCells cells;

    AgentMasters(AgentLoop loop, Notices notices) {
        this.loop = loop;
        this.notices = notices;
    }

    /** From now on there are masters. */
    void open(PoolCells pools) {
        cells = pools;
    }

    @Override
    public void declare(PoolKey pool, PoolTerms terms) {
        leading(pools -> pools.declare(pool, terms));
    }

    @Override
    public void forget(PoolKey pool) {
        leading(pools -> pools.forget(pool));
    }

    @Override
    public void workerStarting(PoolKey pool, WorkerId worker) {
        in(pool, cell -> cell.ask(master -> master.workerStarting(worker, loop.nowMillis())));
    }

    @Override
    public void workerExpected(PoolKey pool, WorkerId worker) {
        in(pool, cell -> cell.ask(master -> master.workerExpected(worker, loop.nowMillis())));
    }

    @Override
    public void surveyed(PoolKey pool, Survey survey) {
        in(pool, cell -> cell.ask(master -> master.surveyed(survey, loop.nowMillis())));
    }

    @Override
    public void hostFailed(PoolKey pool, String host, Problem problem) {
        in(pool, cell -> cell.ask(master -> master.hostFailed(host, problem, loop.nowMillis())));
    }

    @Override
    public void workerGone(PoolKey pool, WorkerId worker, GoneEvidence evidence) {
        in(pool, cell -> cell.ask(master -> master.workerGone(worker, evidence, loop.nowMillis())));
    }

    @Override
    public Optional<PoolSnapshot> snapshot(PoolKey pool) {
        return notices.snapshot(pool);
    }

    @Override
    public void listen(HostListener listener) {
        notices.listen(listener);
    }

    @Override
    public void submit(PoolKey pool, PlacementRequest request, Spawn what) {
        in(pool, cell -> {
            cell.keep(request.request(), what);
            cell.ask(master -> master.submit(request, loop.nowMillis()));
        });
    }

    @Override
    public void dispatch(PoolKey pool, Assignment assignment, FirstMoment moment) {
        in(pool, cell -> {
            cell.begin(assignment.request(), moment);
            cell.ask(master -> master.dispatch(assignment, loop.nowMillis()));
        });
    }

    @Override
    public void restore(PoolKey pool, Restored restored) {
        in(pool, cell -> {
            RequestId request = restored.attempt().request().request();
            cell.keep(request, restored.what());
            notices.remember(request, restored.attempt().start());
            cell.ask(master -> master.restore(restored.attempt(), loop.nowMillis()));
        });
    }

    @Override
    public void stop(PoolKey pool, RequestId request, StopOrder order) {
        in(pool, cell -> cell.ask(master -> master.stop(request, order, loop.nowMillis())));
    }

    @Override
    public void abandon(PoolKey pool, RequestId request, StopOrder order) {
        leading(pools ->
                pools.cell(pool).ifPresentOrElse(cell -> cell.abandon(request, order), () -> notices.forget(request)));
    }

    @Override
    public void acknowledge(PoolKey pool, RequestId request) {
        leading(pools ->
                pools.cell(pool).ifPresentOrElse(cell -> cell.acknowledge(request), () -> notices.forget(request)));
    }

    @Override
    public void stopStray(PoolKey pool, Pid pid) {
        in(pool, cell -> cell.ask(master -> master.stopStray(pid, loop.nowMillis())));
    }

    @Override
    public Optional<RequestNews> news(RequestId request) {
        return notices.news(request);
    }

    @Override
    public Optional<Set<String>> hosts(PoolKey pool) {
        return notices.snapshot(pool)
                .map(PoolSnapshot::hosts)
                .map(hosts -> hosts.stream().map(HostView::host).collect(Collectors.toSet()));
    }

    @Override
    public CompletionStage<WorkerFate> fate(PoolKey pool, WorkerId worker) {
        CompletableFuture<WorkerFate> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(Optional.ofNullable(cells)
                .flatMap(pools -> pools.cell(pool))
                .map(cell -> cell.read(master -> master.fate(worker)))
                .orElseGet(WorkerFate.Unknown::new)));
        return answer;
    }

    @Override
    public void listen(RequestListener listener) {
        notices.listen(listener);
    }

    private void in(PoolKey pool, Consumer<PoolCell> task) {
        leading(pools -> pools.cell(pool).ifPresent(task));
    }

    private void leading(Consumer<PoolCells> task) {
        loop.execute(() -> Optional.ofNullable(cells).ifPresent(task));
    }
}
