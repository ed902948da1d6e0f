package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.Permission;
import io.kpool.pool.NodeChoice;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.RequestFailure;
import io.kpool.protocol.live.AttachResponse;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.CordonResponse;
import io.kpool.protocol.live.DetachResponse;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ExitResponse;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.GetNodeResponse;
import io.kpool.protocol.live.GetNodesResponse;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.ListProcessesResponse;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import io.kpool.protocol.live.SpawnRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What callers ask, answered by the pools' masters on the loop, or by their resources. */
final class Operations implements LiveOperations {
    private final Gate gate;
    private final HouseSessions houses;
    private final PoolEdits edits;
    private final ExitSignals signals;

    Operations(Gate gate, HouseSessions houses, PoolEdits edits, ExitSignals signals) {
        this.gate = gate;
        this.houses = houses;
        this.edits = edits;
        this.signals = signals;
    }

    @Override
    public CompletionStage<GetNodesResponse> getNodes(Caller caller, PoolRequest request) {
        return read(
                caller,
                request,
                new Right("get", "nodes"),
                (leading, master) -> GetNodesResponse.newBuilder()
                        .addAllNode(master.views(leading.loop().nowMillis()).nodes().stream()
                                .map(ViewWire::node)
                                .toList())
                        .build());
    }

    @Override
    public CompletionStage<GetNodeResponse> getNode(Caller caller, PoolRequest request) {
        return read(caller, request, new Right("create", "node"), (leading, master) -> switch (master.getNode(
                new Anywhere())) {
            case NodeChoice.Chosen(var worker) ->
                GetNodeResponse.newBuilder()
                        .setNode(ViewWire.node(master.views(leading.loop().nowMillis())
                                .node(worker.host())
                                .orElseThrow()))
                        .build();
            case NodeChoice.None(var why) ->
                throw new LiveException(ErrorKind.of(RequestFailure.of(why)), "no host may be used now");
        });
    }

    @Override
    public CompletionStage<ExplainResponse> explain(Caller caller, PoolRequest request) {
        return read(
                caller,
                request,
                new Right("get", "nodes"),
                (leading, master) -> ViewWire.explanation(
                        master.views(leading.loop().nowMillis()).explain()));
    }

    @Override
    public CompletionStage<ListProcessesResponse> listProcesses(Caller caller, ListProcessesRequest request) {
        PoolRequest pool = PoolRequest.newBuilder()
                .setNamespace(request.getNamespace())
                .setPool(request.getPool())
                .build();
        return read(
                caller,
                pool,
                new Right("list", "processes"),
                (leading, master) -> ProcessPages.page(leading, master, request));
    }

    @Override
    public CompletionStage<Process> getProcess(Caller caller, ProcessRequest request) {
        return Gate.attempt(() -> {
            Pid pid = Pid.parse(request.getPid());
            PoolRequest pool = PoolRequest.newBuilder()
                    .setNamespace(request.getNamespace())
                    .setPool(pid.pool())
                    .build();
            return read(
                    caller,
                    pool,
                    new Right("get", "processes"),
                    (leading, master) -> master.views(leading.loop().nowMillis())
                            .process(pid)
                            .map(ViewWire::process)
                            .orElseThrow(
                                    () -> new LiveException(ErrorKind.NO_SUCH_PROCESS, "there is no process " + pid)));
        });
    }

    @Override
    public CompletionStage<ExitResponse> exit(Caller caller, ExitRequest request) {
        return Gate.attempt(() -> {
            SignalWire.read(request.getSignal());
            Party to = Party.parse(request.getPid());
            PoolKey pool = Gate.pool(caller, request.getNamespace(), to instanceof Pid pid ? pid.pool() : "");
            Function<Leading, CompletionStage<ExitResponse>> question = leading -> {
                signals.send(leading, pool, to, request.getSignal());
                return CompletableFuture.completedFuture(ExitResponse.getDefaultInstance());
            };
            return gate.check(caller, new Right("create", "exit").in(pool))
                    .thenCompose(may -> to instanceof Pid ? gate.ask(pool, question) : gate.ask(question));
        });
    }

    @Override
    public CompletionStage<Runnable> readLog(Caller caller, LogRequest request, LogSink sink) {
        return Gate.attempt(() -> {
            Pid pid = Pid.parse(request.getPid());
            PoolKey pool = Gate.pool(caller, request.getNamespace(), pid.pool());
            Function<Leading, CompletionStage<Runnable>> question =
                    leading -> LogReading.begin(leading, new Followed(pool.namespace(), pid), request, sink);
            return gate.check(caller, new Right("get", "log").in(pool)).thenCompose(may -> gate.ask(pool, question));
        });
    }

    @Override
    public CompletionStage<AttachResponse> attach(Caller caller, HostsRequest request) {
        return Gate.attempt(() -> {
            PoolKey pool = Gate.pool(caller, request.getNamespace(), request.getPool());
            return gate.check(caller, new Right("update", "attach").in(pool))
                    .thenCompose(may -> edits.attach(pool, request.getHostList()))
                    .thenApply(already -> AttachResponse.newBuilder()
                            .setAlreadyAttached(already)
                            .build());
        });
    }

    @Override
    public CompletionStage<DetachResponse> detach(Caller caller, HostsRequest request) {
        return Gate.attempt(() -> {
            PoolKey pool = Gate.pool(caller, request.getNamespace(), request.getPool());
            return gate.check(caller, new Right("update", "attach").in(pool))
                    .thenCompose(may -> edits.detach(pool, request.getHostList()))
                    .thenApply(done -> DetachResponse.getDefaultInstance());
        });
    }

    @Override
    public CompletionStage<CordonResponse> cordon(Caller caller, CordonRequest request) {
        return Gate.attempt(() -> {
            PoolKey pool = Gate.pool(caller, request.getNamespace(), request.getPool());
            return gate.check(caller, new Right("update", "cordon").in(pool))
                    .thenCompose(may -> request.getUndo()
                            ? edits.uncordon(pool, request.getHostList())
                            : edits.cordon(pool, request.getHostList()))
                    .thenApply(done -> CordonResponse.getDefaultInstance());
        });
    }

    @Override
    public CompletionStage<Process> spawn(Caller caller, SpawnOrder order) {
        return Gate.attempt(() -> {
            SpawnRequest request = order.request();
            if (request.getLink() || request.getFollow()) {
                throw new LiveException(ErrorKind.INVALID, "without a session there is no pid to link or follow with");
            }
            PoolKey pool = Gate.pool(caller, order.namespace(), request.getPool());
            return gate.check(caller, new Right("create", "spawn").in(pool))
                    .thenCompose(may -> gate.ask(
                            pool, leading -> houses.spawn(leading, new HouseSessions.Ask(caller, pool, order))));
        });
    }

    /** A permission in whatever pool. */
    private record Right(String verb, String subresource) {
        Permission in(PoolKey pool) {
            return Permission.inPool(verb, subresource, pool.namespace(), pool.name());
        }
    }

    private interface Reading<T> {
        T read(Leading leading, PoolMaster master);
    }

    private <T> CompletionStage<T> read(Caller caller, PoolRequest request, Right right, Reading<T> reading) {
        return Gate.attempt(() -> {
            PoolKey pool = Gate.pool(caller, request.getNamespace(), request.getPool());
            Function<Leading, CompletionStage<T>> question =
                    leading -> CompletableFuture.completedFuture(leading.pools()
                            .read(pool, master -> reading.read(leading, master))
                            .orElseThrow(() -> new LiveException(ErrorKind.NO_SUCH_POOL, "there is no pool " + pool)));
            return gate.check(caller, right.in(pool)).thenCompose(may -> gate.ask(pool, question));
        });
    }
}
