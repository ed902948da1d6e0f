package io.kpool.operator.live;

import io.kpool.operator.security.Caller;
import io.kpool.operator.security.Permission;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the leader's directories answer; whoever asks must have been allowed to. */
final class KeyAnswers {
    private static final String NO_HOST = "";
    private static final String ALL_POOLS = "";

    private final Gate gate;

    KeyAnswers(Gate gate) {
        this.gate = gate;
    }

    /**
     * A name to which somebody wants to say something.
     *
     * @param subresource of pools, of which whoever wants it needs {@code create}
     */
    record Wanted(Caller caller, String namespace, String name, String subresource) {}

    /** @param host what counts as local; empty: nothing does */
    CompletionStage<DirectoryResponse> ask(String namespace, DirectoryRequest request, String host) {
        return gate.ask(leading -> {
            CompletableFuture<DirectoryResponse> answer = new CompletableFuture<>();
            leading.directories().ask(namespace, request, host, response -> {
                if (response.getError() == DirectoryError.DIRECTORY_ERROR_NONE) {
                    answer.complete(response);
                } else {
                    answer.completeExceptionally(failure(response));
                }
            });
            return answer;
        });
    }

    /** A pid that has that name, at random. */
    CompletionStage<String> pidOf(Wanted wanted) {
        return first(wanted, DirectoryOperation.PID_OF);
    }

    /** The first host of those that have that name. */
    CompletionStage<String> nodeOf(Wanted wanted) {
        return first(wanted, DirectoryOperation.ALL_NODES_OF);
    }

    /** That nobody has a name is for those only who may say something to whoever had it, in whatever pool. */
    private CompletionStage<String> first(Wanted wanted, DirectoryOperation operation) {
        DirectoryRequest request = DirectoryRequest.newBuilder()
                .setOperation(operation)
                .setKey(wanted.name())
                .build();
        Permission anywhere = Permission.inPool("create", wanted.subresource(), wanted.namespace(), ALL_POOLS);
        return ask(wanted.namespace(), request, NO_HOST)
                .thenApply(KeyAnswers::first)
                .handle((found, failure) -> failure == null
                        ? CompletableFuture.completedStage(found)
                        : gate.check(wanted.caller(), anywhere)
                                .<String>thenCompose(may -> CompletableFuture.failedStage(failure)))
                .thenCompose(Function.identity());
    }

    private static String first(DirectoryResponse found) {
        return found.getValueList().stream()
                .findFirst()
                .orElseThrow(() -> new LiveException(ErrorKind.NO_NODE, "nobody is registered under that name"));
    }

    private static LiveException failure(DirectoryResponse response) {
        ErrorKind kind =
                switch (response.getError()) {
                    case NO_SUCH_GROUP -> ErrorKind.NO_SUCH_GROUP;
                    case NO_PROCESS -> ErrorKind.NO_PROCESS;
                    case NO_PID -> ErrorKind.NO_PID;
                    case NO_NODE -> ErrorKind.NO_NODE;
                    case DIRECTORY_INVALID -> ErrorKind.INVALID;
                    case DIRECTORY_FORBIDDEN -> ErrorKind.FORBIDDEN;
                    case DIRECTORY_UNAVAILABLE, DIRECTORY_ERROR_NONE, UNRECOGNIZED -> ErrorKind.UNAVAILABLE;
                };
        return new LiveException(kind, response.getMessage());
    }
}
