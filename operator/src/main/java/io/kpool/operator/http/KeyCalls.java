package io.kpool.operator.http;

import io.kpool.operator.live.KeyOperations;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What each endpoint of groups and names does: says it in the live API's words, and the answer in JSON. */
final class KeyCalls {
    private static final String ALL = "";

    private final KeyOperations operations;

    KeyCalls(KeyOperations operations) {
        this.operations = operations;
    }

    CompletionStage<? extends Answer> groups(Ask ask) {
        return watched(ask)
                .<CompletionStage<? extends Answer>>map(group -> watch(ask, group(group)))
                .orElseGet(() -> directory(ask, request(DirectoryOperation.WHICH_GROUPS, ALL))
                        .thenApply(found -> Answer.Json.of(new GroupsAnswer(found.getValueList()))));
    }

    CompletionStage<Answer.Json> create(Ask ask) {
        String group = ask.body(GroupBody.class).group();
        return done(directory(ask, request(DirectoryOperation.CREATE_GROUP, group)));
    }

    CompletionStage<Answer.Json> delete(Ask ask) {
        return done(directory(ask, ofGroup(ask, DirectoryOperation.DELETE_GROUP)));
    }

    CompletionStage<Answer.Json> members(Ask ask) {
        DirectoryOperation which = ask.token(Endpoints.HERE).isEmpty()
                ? DirectoryOperation.GET_MEMBERS
                : DirectoryOperation.GET_LOCAL_MEMBERS;
        return directory(ask, ofGroup(ask, which)).thenApply(KeyCalls::pids);
    }

    CompletionStage<Answer.Json> closest(Ask ask) {
        return directory(ask, ofGroup(ask, DirectoryOperation.GET_CLOSEST_PID)).thenApply(KeyCalls::pid);
    }

    CompletionStage<Answer.Json> join(Ask ask) {
        return done(directory(ask, withPid(ask, ofGroup(ask, DirectoryOperation.JOIN))));
    }

    CompletionStage<Answer.Json> leave(Ask ask) {
        return done(directory(ask, withPid(ask, ofGroup(ask, DirectoryOperation.LEAVE))));
    }

    CompletionStage<? extends Answer> registry(Ask ask) {
        return watched(ask)
                .<CompletionStage<? extends Answer>>map(name -> watch(ask, name(name)))
                .orElseGet(() -> directory(ask, request(DirectoryOperation.REGISTRY, ALL))
                        .thenApply(found -> Answer.Json.of(KeyWording.registry(found))));
    }

    CompletionStage<Answer.Json> pidsOf(Ask ask) {
        return directory(ask, ofName(ask, DirectoryOperation.ALL_PIDS_OF)).thenApply(KeyCalls::pids);
    }

    CompletionStage<Answer.Json> pidOf(Ask ask) {
        return directory(ask, ofName(ask, DirectoryOperation.PID_OF)).thenApply(KeyCalls::pid);
    }

    CompletionStage<Answer.Json> nodesOf(Ask ask) {
        return directory(ask, ofName(ask, DirectoryOperation.ALL_NODES_OF))
                .thenApply(found -> Answer.Json.of(new PlacesAnswer(found.getValueList())));
    }

    CompletionStage<Answer.Json> register(Ask ask) {
        return done(directory(ask, withPid(ask, ofName(ask, DirectoryOperation.REGISTER))));
    }

    CompletionStage<Answer.Json> unregister(Ask ask) {
        return done(directory(ask, withPid(ask, ofName(ask, DirectoryOperation.UNREGISTER))));
    }

    CompletionStage<Answer.Begun> watchGroup(Ask ask) {
        return watch(ask, group(ask.text("group")));
    }

    CompletionStage<Answer.Begun> watchName(Ask ask) {
        return watch(ask, name(ask.text("name")));
    }

    /** Which one is watched, by a list's parameters; empty: it is a list. */
    private static Optional<String> watched(Ask ask) {
        String selector = ask.token(Endpoints.SELECTOR);
        if (ask.flag(Endpoints.WATCH)) {
            return Optional.of(FieldSelector.name(selector));
        }
        if (!selector.isEmpty()) {
            throw new IllegalArgumentException("the parameter fieldSelector goes with watch=true");
        }
        return Optional.empty();
    }

    private static Key.Builder group(String group) {
        return Key.newBuilder().setKind(KeyKind.GROUP).setText(group);
    }

    private static Key.Builder name(String name) {
        return Key.newBuilder().setKind(KeyKind.NAME).setText(name);
    }

    private CompletionStage<Answer.Begun> watch(Ask ask, Key.Builder key) {
        WatchRequest request = WatchRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setKey(key)
                .build();
        WatchResponse response = new WatchResponse(ask.response(), Vertx.currentContext());
        return operations.watch(ask.caller(), request, response).thenApply(stop -> {
            response.begun(stop);
            return new Answer.Begun();
        });
    }

    private CompletionStage<DirectoryResponse> directory(Ask ask, DirectoryRequest request) {
        DirectoryCall call = DirectoryCall.newBuilder()
                .setNamespace(ask.namespace())
                .setRequest(request)
                .setHost(ask.token(Endpoints.HERE))
                .build();
        return operations.directory(ask.caller(), call);
    }

    private static DirectoryRequest ofGroup(Ask ask, DirectoryOperation operation) {
        return request(operation, ask.text("group"));
    }

    private static DirectoryRequest ofName(Ask ask, DirectoryOperation operation) {
        return request(operation, ask.text("name"));
    }

    private static DirectoryRequest request(DirectoryOperation operation, String key) {
        return DirectoryRequest.newBuilder().setOperation(operation).setKey(key).build();
    }

    private static DirectoryRequest withPid(Ask ask, DirectoryRequest request) {
        return request.toBuilder().setPid(ask.body(PidBody.class).pid()).build();
    }

    private static Answer.Json pids(DirectoryResponse found) {
        return Answer.Json.of(new PidsAnswer(found.getValueList()));
    }

    private static Answer.Json pid(DirectoryResponse found) {
        return Answer.Json.of(new PidAnswer(found.getValue(0)));
    }

    private static CompletionStage<Answer.Json> done(CompletionStage<?> operation) {
        return operation.thenApply(any -> Answer.Json.of(Refusals.success()));
    }
}
