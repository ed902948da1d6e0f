package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.KeyAnswers.Wanted;
import io.kpool.operator.live.SpawnOrder.Patience;
import io.kpool.operator.live.SpawnOrder.Until;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.Permission;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Node;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ExitReason;
import java.util.concurrent.CompletionStage;

/** Functions that are run elsewhere for what they return: Distribunator's {@code do_node_rpc}. */
final class NodeRpcs {
    private static final String RIGHT = "spawn";
    private static final String NO_NAME = "";

    private final Gate gate;
    private final HouseSessions houses;
    private final KeyAnswers keys;

    NodeRpcs(Gate gate, KeyAnswers keys, HouseSessions houses) {
        this.gate = gate;
        this.keys = keys;
        this.houses = houses;
    }

    CompletionStage<NodeRpcResponse> call(Caller caller, NodeRpcRequest request) {
        String namespace = Gate.namespace(caller, request.getNamespace());
        Patience patience = new Patience(Until.ENDED, KeyBounds.patience(request.getTimeoutMillis()));
        SpawnBounds.checked(request.getFunction());
        return switch (request.getToCase()) {
            case NODE -> call(caller, order(namespace, Node.parse(request.getNode()), request, patience));
            case NAME ->
                keys.nodeOf(new Wanted(
                                caller, namespace, Key.name(request.getName()).text(), RIGHT))
                        .thenCompose(node -> call(caller, order(namespace, Node.parse(node), request, patience)));
            case TO_NOT_SET -> throw new IllegalArgumentException("an RPC to nowhere: set node or name");
        };
    }

    private CompletionStage<NodeRpcResponse> call(Caller caller, SpawnOrder order) {
        PoolKey pool = new PoolKey(order.namespace(), order.request().getPool());
        return gate.check(caller, Permission.inPool("create", RIGHT, pool.namespace(), pool.name()))
                .thenCompose(may -> gate.ask(pool, leading -> run(leading, pool, order)));
    }

    private CompletionStage<NodeRpcResponse> run(Leading leading, PoolKey pool, SpawnOrder order) {
        long nowMillis = leading.loop().nowMillis();
        long dueMillis = nowMillis + order.patience().atMost().toMillis();
        String host = order.request().getHost();
        // Not to be waited for: whoever names a host knows of it.
        if (leading.pools()
                .read(pool, master -> master.views(nowMillis).node(host).isEmpty())
                .orElse(false)) {
            throw new LiveException(ErrorKind.NO_NODE, "pool " + pool.name() + " has no host " + host);
        }
        return houses.spawn(leading, pool, order).handle((process, failure) -> {
            if (failure == null) {
                return response(leading, pool, process);
            }
            LiveException why = Gate.unwrapped(failure);
            boolean isLate =
                    why.kind() == ErrorKind.UNKNOWN_OUTCOME && leading.loop().nowMillis() >= dueMillis;
            throw isLate ? new LiveException(ErrorKind.DEADLINE, why.getMessage()) : why;
        });
    }

    private static SpawnOrder order(String namespace, Node node, NodeRpcRequest request, Patience patience) {
        SpawnRequest spawn = SpawnRequest.newBuilder()
                .setPool(node.pool())
                .setHost(node.host())
                .setJava(request.getFunction())
                .build();
        return new SpawnOrder(namespace, spawn, NO_NAME, patience);
    }

    private static NodeRpcResponse response(Leading leading, PoolKey pool, Process process) {
        if (!process.hasExit()) {
            leading.pools().kill(pool, Pid.parse(process.getPid()));
            throw new LiveException(ErrorKind.DEADLINE, "it had not returned in time, and is killed");
        }
        Exited exit = process.getExit();
        if (exit.getReason() != ExitReason.NORMAL) {
            throw new LiveException(ErrorKind.BADRPC, why(exit));
        }
        return NodeRpcResponse.newBuilder()
                .setPid(process.getPid())
                .setResult(exit.getResult())
                .build();
    }

    private static String why(Exited exit) {
        String reason =
                io.kpool.pool.ExitReason.valueOf(exit.getReason().name()).text();
        String text = exit.getMessage().isEmpty() ? reason : reason + ": " + exit.getMessage();
        return exit.getStarted() ? text : text + " (it did not run)";
    }
}
