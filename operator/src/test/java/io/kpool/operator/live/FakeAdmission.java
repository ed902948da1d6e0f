package io.kpool.operator.live;

import io.kpool.operator.security.Caller;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Believes a token that is "namespace/account", and lets everyone do what is not forbidden. */
public final class FakeAdmission implements CallerAdmission {
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> answers = CompletableFuture.completedFuture(null);

    /** @param what a resource as roles write it, or a whole permission as {@link #asked} has it */
    public void forbid(String what) {
        forbidden.add(what);
    }

    public void permitAll() {
        forbidden.clear();
    }

    /** What callers were asked to have, oldest first: verb, resource, and "namespace/name". */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static String words(Permission permission) {
        return permission.verb() + " " + permission.resource() + " " + permission.namespace() + "/" + permission.name();
    }

    /** What callers may is not answered until that is completed. */
    CompletableFuture<Void> hold() {
        answers = new CompletableFuture<>();
        return answers;
    }

    @Override
    public CompletionStage<Optional<Caller>> identify(String token) {
        String[] parts = token.split("/");
        return CompletableFuture.completedFuture(
                parts.length == 2
                        ? Optional.of(Caller.of(
                                "system:serviceaccount:" + parts[0] + ":" + parts[1], "", List.of(), Map.of()))
                        : Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> may(Caller caller, Permission permission) {
        String words = words(permission);
        asked.add(words);
        return answers.thenApply(answered -> !forbidden.contains(words)
                && !forbidden.contains(permission.resource().toString()));
    }
}
