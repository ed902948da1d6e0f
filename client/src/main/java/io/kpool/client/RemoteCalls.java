package io.kpool.client;

import com.google.protobuf.ByteString;
import io.grpc.MethodDescriptor;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Messages and functions for which an answer is waited, beside the stream. None is asked twice. */
final class RemoteCalls {
    /** That the operator, which counts too, is the first to say that it took too long. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration CASTING = Duration.ofSeconds(30);

    private final LiveSession session;
    private final String namespace;

    RemoteCalls(LiveSession session, String namespace) {
        this.session = session;
        this.namespace = namespace;
    }

    CompletableFuture<ByteString> callName(String name, ByteString body, Duration atMost) {
        return call(CallRequest.newBuilder().setName(name), body, atMost);
    }

    CompletableFuture<ByteString> callPid(String pid, ByteString body, Duration atMost) {
        return call(CallRequest.newBuilder().setPid(pid), body, atMost);
    }

    private CompletableFuture<ByteString> call(CallRequest.Builder to, ByteString body, Duration atMost) {
        CallRequest request = to.setNamespace(namespace)
                .setBody(body)
                .setTimeoutMillis(millis(atMost))
                .build();
        return ask(LiveGrpc.getCallMethod(), request, atMost.plus(GRACE)).thenApply(CallResponse::getBody);
    }

    CompletableFuture<String> cast(String name, ByteString body) {
        var request = CastRequest.newBuilder()
                .setNamespace(namespace)
                .setName(name)
                .setBody(body)
                .build();
        return ask(LiveGrpc.getCastMethod(), request, CASTING).thenApply(CastResponse::getPid);
    }

    CompletableFuture<ByteString> rpcToName(String name, JavaFunction function, Duration atMost) {
        return rpc(NodeRpcRequest.newBuilder().setName(name), function, atMost);
    }

    CompletableFuture<ByteString> rpcToNode(String node, JavaFunction function, Duration atMost) {
        return rpc(NodeRpcRequest.newBuilder().setNode(node), function, atMost);
    }

    private CompletableFuture<ByteString> rpc(NodeRpcRequest.Builder to, JavaFunction function, Duration atMost) {
        NodeRpcRequest request = to.setNamespace(namespace)
                .setFunction(function.wire())
                .setTimeoutMillis(millis(atMost))
                .build();
        return ask(LiveGrpc.getNodeRpcMethod(), request, atMost.plus(GRACE)).thenApply(NodeRpcResponse::getResult);
    }

    private <I, O> CompletableFuture<O> ask(MethodDescriptor<I, O> method, I request, Duration patience) {
        var question = new Question<>(method, request, Question.Repetition.NOT_ALLOWED).within(patience);
        session.ask(question);
        return question.answer();
    }

    // 0 would mean the operator's default.
    private static int millis(Duration atMost) {
        long millis = atMost.toMillis();
        if (millis < 1 || atMost.compareTo(Duration.ofHours(1)) > 0) {
            throw new KpoolException(ErrorCode.INVALID, "an answer is waited for from 1 ms to an hour, not " + atMost);
        }
        return Math.toIntExact(millis);
    }
}
