package io.kpool.client;

import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The operator's word on the groups and names of the session's namespace. */
final class Directory {
    private final LiveSession session;
    private final String namespace;

    Directory(LiveSession session, String namespace) {
        this.session = session;
        this.namespace = namespace;
    }

    CompletableFuture<DirectoryResponse> ask(DirectoryOperation operation, String key) {
        return ask(operation, key, "");
    }

    /** @param pid whom it is about */
    CompletableFuture<DirectoryResponse> ask(DirectoryOperation operation, String key, String pid) {
        return ask(DirectoryCall.newBuilder().setRequest(request(operation, key).setPid(pid)));
    }

    /** About the session itself, as soon as it has a pid. */
    CompletableFuture<DirectoryResponse> askOfSelf(DirectoryOperation operation, String key) {
        return session.open().thenCompose(opened -> ask(operation, key, session.pid()));
    }

    /** @param host what counts as local */
    CompletableFuture<DirectoryResponse> askNear(DirectoryOperation operation, String key, String host) {
        return ask(
                DirectoryCall.newBuilder().setRequest(request(operation, key)).setHost(host));
    }

    Watching watch(KeyKind kind, String key, Consumer<KeyEvent> listener) {
        var watched = WatchRequest.newBuilder()
                .setNamespace(namespace)
                .setKey(Key.newBuilder().setKind(kind).setText(key))
                .build();
        var watching = new Watching(watched, listener, session);
        session.ask(watching);
        return watching;
    }

    /** The watch, when its listener was told of the first state. */
    static Watch await(Watching watching) throws InterruptedException {
        try {
            Waiting.forResult(watching.begun());
            return new Watch(watching);
        } catch (InterruptedException nobodyWaits) {
            watching.close();
            throw nobodyWaits;
        }
    }

    private static DirectoryRequest.Builder request(DirectoryOperation operation, String key) {
        return DirectoryRequest.newBuilder().setOperation(operation).setKey(key);
    }

    private CompletableFuture<DirectoryResponse> ask(DirectoryCall.Builder call) {
        DirectoryOperation operation = call.getRequest().getOperation();
        var question = new Question<>(
                LiveGrpc.getDirectoryMethod(), call.setNamespace(namespace).build(), repetition(operation));
        session.ask(question.refusedBy(Wire::failure));
        return question.answer();
    }

    // What counts each time may not be done twice.
    private static Question.Repetition repetition(DirectoryOperation operation) {
        return switch (operation) {
            case JOIN, LEAVE, REGISTER, UNREGISTER -> Question.Repetition.NOT_ALLOWED;
            default -> Question.Repetition.HARMLESS;
        };
    }
}
