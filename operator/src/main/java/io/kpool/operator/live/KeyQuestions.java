package io.kpool.operator.live;

import io.kpool.operator.agent.MembershipWire;
import io.kpool.operator.security.Caller;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What callers ask of groups and names, answered by the leader's directories; and what they tell processes. */
final class KeyQuestions implements KeyOperations {
    private final Gate gate;
    private final KeyAnswers keys;
    private final Messages messages;
    private final NodeRpcs rpcs;

    KeyQuestions(Gate gate, HouseSessions houses) {
        this.gate = gate;
        this.keys = new KeyAnswers(gate);
        this.messages = new Messages(gate, keys, houses);
        this.rpcs = new NodeRpcs(gate, keys, houses);
    }

    @Override
    public CompletionStage<DirectoryResponse> directory(Caller caller, DirectoryCall call) {
        return Gate.attempt(() -> {
            String namespace = Gate.namespace(caller, call.getNamespace());
            DirectoryRequest request = call.getRequest();
            return gate.check(caller, KeyPermissions.of(namespace, request))
                    .thenCompose(may -> keys.ask(namespace, request, call.getHost()));
        });
    }

    @Override
    public CompletionStage<Runnable> watch(Caller caller, WatchRequest request, WatchSink sink) {
        return Gate.attempt(() -> {
            String namespace = Gate.namespace(caller, request.getNamespace());
            Key key = MembershipWire.read(request.getKey());
            return gate.check(caller, KeyPermissions.toWatch(namespace, key))
                    .thenCompose(may -> gate.ask(leading -> {
                        Runnable stop = KeyWatch.begin(
                                sink, watch -> leading.directories().watch(namespace, key, watch));
                        return CompletableFuture.completedFuture(
                                () -> leading.loop().execute(stop));
                    }));
        });
    }

    @Override
    public CompletionStage<CallResponse> call(Caller caller, CallRequest request) {
        return Gate.attempt(() -> messages.call(caller, request));
    }

    @Override
    public CompletionStage<CastResponse> cast(Caller caller, CastRequest request) {
        return Gate.attempt(() -> messages.cast(caller, request));
    }

    @Override
    public CompletionStage<NodeRpcResponse> nodeRpc(Caller caller, NodeRpcRequest request) {
        return Gate.attempt(() -> rpcs.call(caller, request));
    }
}
