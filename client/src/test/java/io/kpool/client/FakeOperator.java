package io.kpool.client;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.GetNodesResponse;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.Node;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * An operator as a caller sees it: a real server on loopback, whose streams a test reads and writes by hand. It may go
 * away and come back on the same port.
 */
final class FakeOperator implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final BlockingQueue<FakeStream> streams = new LinkedBlockingQueue<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Asked<DirectoryCall, DirectoryResponse>> directory = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked<WatchRequest, WatchEvent>> watches = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked<CallRequest, CallResponse>> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked<CastRequest, CastResponse>> casts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked<NodeRpcRequest, NodeRpcResponse>> rpcs = new LinkedBlockingQueue<>();
    private Server server;
    private int port;

    FakeOperator() throws IOException {
        start();
    }

    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", port))
                .addService(new Service())
                .intercept(new ReadToken())
                .build()
                .start();
        port = server.getPort();
    }

    int port() {
        return port;
    }

    /** The next stream that a caller opens. */
    FakeStream accept() throws InterruptedException {
        return next(streams);
    }

    Asked<DirectoryCall, DirectoryResponse> directory() throws InterruptedException {
        return next(directory);
    }

    Asked<WatchRequest, WatchEvent> watch() throws InterruptedException {
        return next(watches);
    }

    Asked<CallRequest, CallResponse> call() throws InterruptedException {
        return next(calls);
    }

    Asked<CastRequest, CastResponse> cast() throws InterruptedException {
        return next(casts);
    }

    Asked<NodeRpcRequest, NodeRpcResponse> rpc() throws InterruptedException {
        return next(rpcs);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody has asked");
        }
        return next;
    }

    /** All that calls were authenticated with. */
    List<String> tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.shutdownNow();
        Awaitility.await().until(server::isTerminated);
    }

    private final class Service extends LiveGrpc.LiveImplBase {
        @Override
        public StreamObserver<CallerFrame> session(StreamObserver<SessionFrame> toCaller) {
            var stream = new FakeStream(toCaller);
            streams.add(stream);
            return stream;
        }

        @Override
        public void getNodes(PoolRequest request, StreamObserver<GetNodesResponse> answer) {
            answer.onNext(GetNodesResponse.newBuilder()
                    .addNode(Node.newBuilder()
                            .setHost("alpha")
                            .setState("Ready")
                            .setLoadMilli(1500)
                            .setReportAgeMillis(-1))
                    .build());
            answer.onCompleted();
        }

        @Override
        public void directory(DirectoryCall request, StreamObserver<DirectoryResponse> answer) {
            directory.add(new Asked<>(request, answer));
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchEvent> answers) {
            watches.add(new Asked<>(request, answers));
        }

        @Override
        public void call(CallRequest request, StreamObserver<CallResponse> answer) {
            calls.add(new Asked<>(request, answer));
        }

        @Override
        public void cast(CastRequest request, StreamObserver<CastResponse> answer) {
            casts.add(new Asked<>(request, answer));
        }

        @Override
        public void nodeRpc(NodeRpcRequest request, StreamObserver<NodeRpcResponse> answer) {
            rpcs.add(new Asked<>(request, answer));
        }
    }

    private final class ReadToken implements ServerInterceptor {
        @Override
        public <I, O> ServerCall.Listener<I> interceptCall(
                ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
            tokens.add(headers.get(LiveStream.AUTHORIZATION));
            return next.startCall(call, headers);
        }
    }
}
