package io.kpool.operator.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** For where nobody makes ProcessGroups: all that is asked of it is unavailable. */
final class NoGroupEdits implements GroupEdits {
    @Override
    public CompletionStage<String> create(String namespace, String group) {
        return unavailable();
    }

    @Override
    public CompletionStage<Void> delete(String namespace, String group) {
        return unavailable();
    }

    private static <T> CompletionStage<T> unavailable() {
        return CompletableFuture.failedFuture(
                new LiveException(ErrorKind.UNAVAILABLE, "groups can be made as ProcessGroups only"));
    }
}
