package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.KeyAnswers.Wanted;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.Permission;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Messages from callers without a session: {@code gen_server:call} and {@code cast} by nobody in particular. */
final class Messages {
    private static final String RIGHT = "call";

    private final Gate gate;
    private final KeyAnswers keys;
    private final HouseSessions houses;

    Messages(Gate gate, KeyAnswers keys, HouseSessions houses) {
        this.gate = gate;
        this.keys = keys;
        this.houses = houses;
    }

    /** Who gets a message. */
    private record Receiver(String namespace, Party party) {
        /** Of a session none: it has no name. */
        PoolKey pool() {
            return new PoolKey(namespace, party instanceof Pid pid ? pid.pool() : "");
        }
    }

    CompletionStage<CallResponse> call(Caller caller, CallRequest request) {
        ByteString body = KeyBounds.body(request.getBody());
        Duration patience = KeyBounds.patience(request.getTimeoutMillis());
        String namespace = Gate.namespace(caller, request.getNamespace());
        return switch (request.getToCase()) {
            case PID -> call(caller, receiver(namespace, request.getPid()), body, patience);
            case NAME ->
                keys.pidOf(wanted(caller, namespace, request.getName()))
                        .thenCompose(pid -> call(caller, receiver(namespace, pid), body, patience));
            case TO_NOT_SET -> throw new IllegalArgumentException("a call to nobody: set pid or name");
        };
    }

    CompletionStage<CastResponse> cast(Caller caller, CastRequest request) {
        ByteString body = KeyBounds.body(request.getBody());
        String namespace = Gate.namespace(caller, request.getNamespace());
        return switch (request.getToCase()) {
            case PID -> cast(caller, receiver(namespace, request.getPid()), body);
            case NAME ->
                keys.pidOf(wanted(caller, namespace, request.getName()))
                        .thenCompose(pid -> cast(caller, receiver(namespace, pid), body));
            case TO_NOT_SET -> throw new IllegalArgumentException("a cast to nobody: set pid or name");
        };
    }

    private CompletionStage<CallResponse> call(Caller caller, Receiver to, ByteString body, Duration patience) {
        return reach(caller, to, leading -> houses.of(leading, to.namespace()).call(to.party(), body, patience));
    }

    private CompletionStage<CastResponse> cast(Caller caller, Receiver to, ByteString body) {
        return reach(caller, to, leading -> {
            houses.of(leading, to.namespace()).cast(to.party(), body);
            return CompletableFuture.completedStage(
                    CastResponse.newBuilder().setPid(to.party().toString()).build());
        });
    }

    /** On the loop, when the pool is there. */
    private <T> CompletionStage<T> reach(Caller caller, Receiver to, Function<Leading, CompletionStage<T>> then) {
        PoolKey pool = to.pool();
        return gate.check(caller, Permission.inPool("create", RIGHT, pool.namespace(), pool.name()))
                .thenCompose(may -> to.party() instanceof Pid ? gate.ask(pool, then) : gate.ask(then));
    }

    private static Receiver receiver(String namespace, String pid) {
        return new Receiver(namespace, Party.parse(pid));
    }

    private static Wanted wanted(Caller caller, String namespace, String name) {
        return new Wanted(caller, namespace, Key.name(name).text(), RIGHT);
    }
}
