package io.kpool.operator.http;

import com.google.protobuf.ByteString;
import io.kpool.operator.live.KeyOperations;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.NodeRpcRequest;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What each endpoint of messages and RPCs does: says it in the live API's words, and the answer in JSON. */
final class MessageCalls {
    /** As long as the originals wait. */
    static final int PATIENCE_SECONDS = 5;

    private final KeyOperations operations;

    MessageCalls(KeyOperations operations) {
        this.operations = operations;
    }

    CompletionStage<Answer.Json> callProcess(Ask ask) {
        return call(ask, CallRequest.newBuilder().setPid(ask.pid()));
    }

    CompletionStage<Answer.Json> callName(Ask ask) {
        return call(ask, CallRequest.newBuilder().setName(ask.text("name")));
    }

    CompletionStage<Answer.Json> castProcess(Ask ask) {
        return cast(ask, CastRequest.newBuilder().setPid(ask.pid()));
    }

    CompletionStage<Answer.Json> castName(Ask ask) {
        return cast(ask, CastRequest.newBuilder().setName(ask.text("name")));
    }

    CompletionStage<Answer.Json> hostRpc(Ask ask) {
        return rpc(ask, NodeRpcRequest.newBuilder().setNode(ask.host()));
    }

    CompletionStage<Answer.Json> nameRpc(Ask ask) {
        return rpc(ask, NodeRpcRequest.newBuilder().setName(ask.text("name")));
    }

    private CompletionStage<Answer.Json> call(Ask ask, CallRequest.Builder request) {
        CallBody body = ask.body(CallBody.class);
        request.setNamespace(ask.namespace())
                .setBody(ByteString.copyFromUtf8(body.message().toString()))
                .setTimeoutMillis(millis(body.timeoutSeconds()));
        return operations
                .call(ask.caller(), request.build())
                .thenApply(given -> Answer.Json.of(new CallAnswer(given.getPid(), KeyWording.json(given.getBody()))));
    }

    private CompletionStage<Answer.Json> cast(Ask ask, CastRequest.Builder request) {
        CastBody body = ask.body(CastBody.class);
        request.setNamespace(ask.namespace())
                .setBody(ByteString.copyFromUtf8(body.message().toString()));
        return operations
                .cast(ask.caller(), request.build())
                .thenApply(sent -> Answer.Json.of(new PidAnswer(sent.getPid())));
    }

    private CompletionStage<Answer.Json> rpc(Ask ask, NodeRpcRequest.Builder request) {
        RpcBody body = ask.body(RpcBody.class);
        request.setNamespace(ask.namespace())
                .setFunction(Wording.function(body.java()).toBuilder().setCallback(body.callback()))
                .setTimeoutMillis(millis(body.timeoutSeconds()));
        return operations
                .nodeRpc(ask.caller(), request.build())
                .thenApply(given -> Answer.Json.of(new RpcAnswer(given.getPid(), KeyWording.json(given.getResult()))));
    }

    private static int millis(int seconds) {
        return (int) TimeUnit.SECONDS.toMillis(seconds);
    }
}
