package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.Tickets.Holder;
import io.kpool.operator.security.Caller;
import io.kpool.protocol.live.Process;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sessions of the operator's own for callers that have none: one for each request that its caller gave a name, which the
 * next leader finds by that name, and one in each namespace for all others. Lives on the loop.
 */
final class HouseSessions {
    private final Map<String, House> houses = new HashMap<>();
    private final Map<Holder, NameBudget> budgets = new HashMap<>();

    /** What is asked for in one caller's name. */
    record Ask(Caller caller, PoolKey pool, SpawnOrder order) {}

    CompletionStage<Process> spawn(Leading leading, Ask ask) {
        SpawnWaiter waiter = ask.order().isNamed()
                ? named(leading, ask).spawn(ask.pool(), ask.order())
                : of(leading, ask.pool().namespace()).spawn(ask.pool(), ask.order());
        return waiter.answer();
    }

    /** Of a request that nobody can ask for again. */
    CompletionStage<Process> spawn(Leading leading, PoolKey pool, SpawnOrder order) {
        return of(leading, pool.namespace()).spawn(pool, order).answer();
    }

    Optional<House> known(String namespace) {
        return Optional.ofNullable(houses.get(namespace));
    }

    House of(Leading leading, String namespace) {
        return houses.computeIfAbsent(namespace, any -> new House(leading, namespace));
    }

    private NamedRequest named(Leading leading, Ask ask) {
        String namespace = ask.pool().namespace();
        Holder holder = new Holder(ask.caller().user(), namespace);
        long name = digest(ask);
        NameBudget budget = budgets.get(holder);
        boolean isFull = budget != null && budget.isFull();
        if (isFull && !leading.sessions().of(namespace).isNamed(name)) {
            throw new LiveException(
                    ErrorKind.NO_CAPACITY,
                    "too many requests that this user has named in the namespace run, or ended within ten minutes,"
                            + " to know one more by its name");
        }
        return NamedRequest.of(leading, leading.named(name, namespace), () -> share(holder));
    }

    private NameBudget.Share share(Holder holder) {
        return budgets.computeIfAbsent(holder, one -> new NameBudget(() -> budgets.remove(one)))
                .take();
    }

    /** Another caller's name is another, and so is that of another namespace. */
    private static long digest(Ask ask) {
        // Neither a namespace nor a user has a line end.
        String name = ask.pool().namespace() + "\n" + ask.caller().user() + "\n"
                + ask.order().name();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Math.max(1, ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
