package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.Permission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets callers in, and questions through to the loop once their callers may ask them. */
final class Gate implements Callers {
    private final Loop loop;
    private final LiveDesk desk;
    private final CallerAdmission admission;

    Gate(Loop loop, LiveDesk desk, CallerAdmission admission) {
        this.loop = loop;
        this.desk = desk;
        this.admission = admission;
    }

    /** The pool in the namespace that a caller means. */
    static PoolKey pool(Caller caller, String namespace, String name) {
        return new PoolKey(namespace(caller, namespace), name);
    }

    /** @param wish empty: the caller's own */
    static String namespace(Caller caller, String wish) {
        String where = wish.isEmpty() ? caller.namespace() : wish;
        if (where.isEmpty()) {
            throw new LiveException(ErrorKind.INVALID, "a caller that is no service account has to name a namespace");
        }
        return where;
    }

    /** What makes no sense fails like everything else. */
    static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> operation) {
        try {
            return operation.get();
        } catch (LiveException refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (IllegalArgumentException senseless) {
            return CompletableFuture.failedFuture(new LiveException(ErrorKind.INVALID, senseless.getMessage()));
        }
    }

    @Override
    public CompletionStage<Caller> admit(String token) {
        return ask(leading -> admission.identify(token).handle(Gate::known));
    }

    @Override
    public CompletionStage<Caller> admitKnown(Caller caller) {
        return ask(leading -> CompletableFuture.completedFuture(caller));
    }

    private static Caller known(Optional<Caller> caller, Throwable failure) {
        if (failure != null) {
            throw new LiveException(ErrorKind.UNAVAILABLE, "the API server cannot be asked");
        }
        return caller.orElseThrow(
                () -> new LiveException(ErrorKind.UNAUTHENTICATED, "not a valid token for audience kpool"));
    }

    /** Fails unless the caller may. */
    CompletionStage<Void> check(Caller caller, Permission permission) {
        return admission.may(caller, permission).handle((may, failure) -> {
            if (failure != null) {
                throw new LiveException(ErrorKind.UNAVAILABLE, "the API server cannot be asked");
            }
            if (!may) {
                throw new LiveException(ErrorKind.FORBIDDEN, "needs " + permission);
            }
            return null;
        });
    }

    /** Asks on the loop, when the pool is there; fails if there is none, or nobody leads here. */
    <T> CompletionStage<T> ask(PoolKey pool, Function<Leading, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> desk.leading()
                .ifPresentOrElse(
                        leading -> leading.late()
                                .find(
                                        pool,
                                        () -> relay(() -> question.apply(leading), answer),
                                        () -> fail(answer, ErrorKind.NO_SUCH_POOL, "there is no pool " + pool)),
                        () -> fail(answer, ErrorKind.UNAVAILABLE, "this operator does not lead")));
        return answer;
    }

    /** Asks on the loop; fails if nobody leads here. */
    <T> CompletionStage<T> ask(Function<Leading, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> desk.leading()
                .ifPresentOrElse(
                        leading -> relay(() -> question.apply(leading), answer),
                        () -> fail(answer, ErrorKind.UNAVAILABLE, "this operator does not lead")));
        return answer;
    }

    /** What made an operation fail, without what it was wrapped in. */
    static LiveException unwrapped(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof LiveException known
                ? known
                : new LiveException(ErrorKind.UNAVAILABLE, "the operator failed: " + cause);
    }

    private static <T> void relay(Supplier<CompletionStage<T>> question, CompletableFuture<T> answer) {
        try {
            question.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(unwrapped(failure));
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(unwrapped(e));
        }
    }

    private static void fail(CompletableFuture<?> answer, ErrorKind kind, String message) {
        answer.completeExceptionally(new LiveException(kind, message));
    }
}
