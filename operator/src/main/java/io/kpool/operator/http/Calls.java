package io.kpool.operator.http;

import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.LiveException;
import io.kpool.operator.live.LiveOperations;
import io.kpool.operator.live.SpawnOrder;
import io.kpool.operator.live.SpawnOrder.Patience;
import io.kpool.operator.live.SpawnOrder.Until;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What each endpoint does: says it in the live API's words, and the answer in JSON. */
final class Calls {
    private final LiveOperations operations;

    Calls(LiveOperations operations) {
        this.operations = operations;
    }

    CompletionStage<Answer.Json> nodes(Ask ask) {
        return operations
                .getNodes(ask.caller(), pool(ask))
                .thenApply(found -> Answer.Json.of(new NodesAnswer(
                        found.getNodeList().stream().map(Wording::node).toList())));
    }

    CompletionStage<Answer.Json> node(Ask ask) {
        return operations
                .getNode(ask.caller(), pool(ask))
                .thenApply(chosen -> Answer.Json.of(Wording.node(chosen.getNode())));
    }

    CompletionStage<Answer.Json> explain(Ask ask) {
        return operations.explain(ask.caller(), pool(ask)).thenApply(why -> Answer.Json.of(Wording.explanation(why)));
    }

    CompletionStage<Answer.Json> processes(Ask ask) {
        ListProcessesRequest request = ListProcessesRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPool(ask.pool())
                .setLimit(ask.number(Endpoints.LIMIT))
                .setContinue(ask.token(Endpoints.CONTINUE))
                .build();
        return operations.listProcesses(ask.caller(), request).thenApply(page -> Answer.Json.of(Wording.page(page)));
    }

    CompletionStage<Answer.Json> process(Ask ask) {
        ProcessRequest request = ProcessRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPid(ask.pid())
                .build();
        return operations
                .getProcess(ask.caller(), request)
                .thenApply(process -> Answer.Json.of(Wording.process(process)));
    }

    CompletionStage<Answer.Json> spawn(Ask ask) {
        String name = ask.header(Endpoints.REQUEST_ID);
        Patience patience = new Patience(
                Until.valueOf(ask.choice(Endpoints.WAIT).toUpperCase(Locale.ROOT)),
                Duration.ofSeconds(ask.number(Endpoints.TIMEOUT)));
        SpawnOrder order =
                new SpawnOrder(ask.namespace(), Wording.spawn(ask.pool(), ask.body(SpawnBody.class)), name, patience);
        return operations.spawn(ask.caller(), order).thenApply(process -> spawned(process, name));
    }

    /** Accepted is what waits for a place and can be asked for again. */
    private static Answer.Json spawned(Process process, String name) {
        Map<String, String> headers = name.isEmpty() ? Map.of() : Map.of(Endpoints.REQUEST_ID.name(), name);
        int code = process.getPid().isEmpty() && !process.hasExit() ? 202 : 200;
        return new Answer.Json(code, Wording.process(process), headers);
    }

    CompletionStage<Answer.Json> exit(Ask ask) {
        ExitRequest request = ExitRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPid(ask.pid())
                .setSignal(Wording.signal(ask.body(ExitBody.class)))
                .build();
        return done(operations.exit(ask.caller(), request));
    }

    CompletionStage<Answer.Begun> log(Ask ask) {
        LogRequest request = LogRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPid(ask.pid())
                .setFollow(ask.flag(Endpoints.FOLLOW))
                .setTail(ask.number(Endpoints.TAIL))
                .build();
        LogResponse response = new LogResponse(ask.response(), Vertx.currentContext());
        return operations.readLog(ask.caller(), request, response).thenApply(stop -> {
            response.begun(stop);
            return new Answer.Begun();
        });
    }

    CompletionStage<Answer.Json> attach(Ask ask) {
        HostsRequest hosts = hosts(ask, List.of(ask.body(HostBody.class).host()));
        return operations
                .attach(ask.caller(), hosts)
                .thenApply(done -> Answer.Json.of(new AttachAnswer(done.getAlreadyAttached())));
    }

    CompletionStage<Answer.Json> connect(Ask ask) {
        HostsRequest hosts = hosts(ask, ask.body(HostsBody.class).hosts());
        return done(operations.attach(ask.caller(), hosts).thenAccept(attached -> {
            if (attached.getAlreadyAttached()) {
                throw new LiveException(ErrorKind.DUPLICATE_NODE, "host " + hosts.getHost(0) + " is attached already");
            }
        }));
    }

    CompletionStage<Answer.Json> disconnect(Ask ask) {
        HostsRequest hosts = hosts(ask, ask.body(HostsBody.class).hosts());
        return done(operations.detach(ask.caller(), hosts));
    }

    CompletionStage<Answer.Json> cordon(Ask ask) {
        return done(operations.cordon(ask.caller(), cordonRequest(ask).build()));
    }

    CompletionStage<Answer.Json> uncordon(Ask ask) {
        return done(
                operations.cordon(ask.caller(), cordonRequest(ask).setUndo(true).build()));
    }

    private static PoolRequest pool(Ask ask) {
        return PoolRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPool(ask.pool())
                .build();
    }

    private static HostsRequest hosts(Ask ask, List<String> hosts) {
        return HostsRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPool(ask.pool())
                .addAllHost(hosts)
                .build();
    }

    private static CordonRequest.Builder cordonRequest(Ask ask) {
        return CordonRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setPool(ask.pool())
                .addAllHost(ask.body(HostsBody.class).hosts());
    }

    private static CompletionStage<Answer.Json> done(CompletionStage<?> operation) {
        return operation.thenApply(any -> Answer.Json.of(Refusals.success()));
    }
}
