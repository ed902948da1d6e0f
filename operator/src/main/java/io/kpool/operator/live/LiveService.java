package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.operator.agent.BearerToken;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.security.Caller;
import io.kpool.protocol.live.AttachResponse;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.CordonResponse;
import io.kpool.protocol.live.DetachResponse;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ExitResponse;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.GetNodeResponse;
import io.kpool.protocol.live.GetNodesResponse;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.ListProcessesResponse;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.LogChunk;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What callers say over gRPC. Its methods are called on the loop. */
final class LiveService extends LiveGrpc.LiveImplBase {
    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(10);

    private final Loop loop;
    private final LiveDesk desk;
    private final Callers callers;
    private final LiveOperations operations;
    private final KeyOperations keys;

    LiveService(Loop loop, LiveDesk desk, Gate gate, Questions questions) {
        this.loop = loop;
        this.desk = desk;
        this.callers = gate;
        this.operations = questions.operations();
        this.keys = questions.keys();
    }

    @Override
    public StreamObserver<CallerFrame> session(StreamObserver<SessionFrame> response) {
        CallerStream stream =
                new CallerStream((ServerCallStreamObserver<SessionFrame>) response, BearerToken.current(), desk);
        if (desk.leading().isEmpty()) {
            stream.refuse(ErrorKind.UNAVAILABLE, "this operator does not lead");
        } else {
            loop.after(OPEN_PATIENCE, () -> refuseSilent(stream));
        }
        return stream;
    }

    @Override
    public void getNodes(PoolRequest request, StreamObserver<GetNodesResponse> response) {
        answer(response, caller -> operations.getNodes(caller, request));
    }

    @Override
    public void getNode(PoolRequest request, StreamObserver<GetNodeResponse> response) {
        answer(response, caller -> operations.getNode(caller, request));
    }

    @Override
    public void explain(PoolRequest request, StreamObserver<ExplainResponse> response) {
        answer(response, caller -> operations.explain(caller, request));
    }

    @Override
    public void listProcesses(ListProcessesRequest request, StreamObserver<ListProcessesResponse> response) {
        answer(response, caller -> operations.listProcesses(caller, request));
    }

    @Override
    public void getProcess(ProcessRequest request, StreamObserver<Process> response) {
        answer(response, caller -> operations.getProcess(caller, request));
    }

    @Override
    public void exit(ExitRequest request, StreamObserver<ExitResponse> response) {
        answer(response, caller -> operations.exit(caller, request));
    }

    @Override
    public void readLog(LogRequest request, StreamObserver<LogChunk> response) {
        LogStream stream = new LogStream((ServerCallStreamObserver<LogChunk>) response);
        ask(caller -> operations.readLog(caller, request, stream)).whenComplete(stream::begun);
    }

    @Override
    public void attach(HostsRequest request, StreamObserver<AttachResponse> response) {
        answer(response, caller -> operations.attach(caller, request));
    }

    @Override
    public void detach(HostsRequest request, StreamObserver<DetachResponse> response) {
        answer(response, caller -> operations.detach(caller, request));
    }

    @Override
    public void cordon(CordonRequest request, StreamObserver<CordonResponse> response) {
        answer(response, caller -> operations.cordon(caller, request));
    }

    @Override
    public void directory(DirectoryCall request, StreamObserver<DirectoryResponse> response) {
        answer(response, caller -> keys.directory(caller, request));
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchEvent> response) {
        WatchStream stream = new WatchStream((ServerCallStreamObserver<WatchEvent>) response);
        ask(caller -> keys.watch(caller, request, stream)).whenComplete(stream::begun);
    }

    @Override
    public void call(CallRequest request, StreamObserver<CallResponse> response) {
        answer(response, caller -> keys.call(caller, request));
    }

    @Override
    public void cast(CastRequest request, StreamObserver<CastResponse> response) {
        answer(response, caller -> keys.cast(caller, request));
    }

    @Override
    public void nodeRpc(NodeRpcRequest request, StreamObserver<NodeRpcResponse> response) {
        answer(response, caller -> keys.nodeRpc(caller, request));
    }

    private <A> void answer(StreamObserver<A> response, Function<Caller, CompletionStage<A>> question) {
        ask(question).whenComplete((answer, failure) -> {
            if (failure == null) {
                response.onNext(answer);
                response.onCompleted();
            } else {
                LiveException why = Gate.unwrapped(failure);
                response.onError(why.kind().toStatus(why.getMessage()));
            }
        });
    }

    private <A> CompletionStage<A> ask(Function<Caller, CompletionStage<A>> question) {
        return callers.admit(BearerToken.current()).thenCompose(question);
    }

    private static void refuseSilent(CallerStream stream) {
        if (!stream.hasMember()) {
            stream.refuse(ErrorKind.DEADLINE, "no open came");
        }
    }
}
