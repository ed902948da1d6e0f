package io.kpool.operator.live;

import io.kpool.operator.agent.Loop;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Whether one session's caller may do one thing, as far as is known: an answer counts for 10 s, and is renewed while it
 * still counts, so that a caller that goes on does not wait for it. Lives on the loop.
 */
final class Access {
    static final long FRESH_MILLIS = 5_000;
    static final long VALID_MILLIS = 10_000;
    /** While the API server cannot be asked, who was let in stays in for so long. */
    static final long EXTENDED_MILLIS = 300_000;

    private static final Logger LOG = Logger.getLogger(Access.class);

    enum Verdict {
        ALLOWED,
        /** The token is nobody's any more. */
        UNAUTHENTICATED,
        FORBIDDEN,
        /** Nobody can say. */
        UNANSWERED
    }

    private final Loop loop;
    private final CallerAdmission admission;
    private final Supplier<String> token;
    private final Permission permission;
    private final List<Consumer<Verdict>> waiting = new ArrayList<>();
    private Verdict verdict = Verdict.UNANSWERED;
    private long answeredMillis = Long.MIN_VALUE / 2;
    private boolean asking;

    /** @param token the newest that the caller showed */
    Access(Loop loop, CallerAdmission admission, Supplier<String> token, Permission permission) {
        this.loop = loop;
        this.admission = admission;
        this.token = token;
        this.permission = permission;
    }

    Permission permission() {
        return permission;
    }

    /** Tells what counts now, at once if that is known. */
    void check(Consumer<Verdict> then) {
        long age = loop.nowMillis() - answeredMillis;
        if (age >= FRESH_MILLIS) {
            ask();
        }
        // Those that wait go first.
        if (age < VALID_MILLIS && waiting.isEmpty()) {
            then.accept(verdict);
        } else {
            waiting.add(then);
        }
    }

    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        admission
                .identify(token.get())
                .thenCompose(this::review)
                .whenComplete((answer, failure) -> loop.execute(() -> answered(answer, failure)));
    }

    private CompletionStage<Verdict> review(Optional<Caller> caller) {
        return caller.map(known ->
                        admission.may(known, permission).thenApply(may -> may ? Verdict.ALLOWED : Verdict.FORBIDDEN))
                .orElseGet(() -> CompletableFuture.completedFuture(Verdict.UNAUTHENTICATED));
    }

    private void answered(Verdict answer, Throwable failure) {
        asking = false;
        long now = loop.nowMillis();
        Verdict counts = answer;
        if (failure != null) {
            LOG.warnf("Cannot ask whether a caller has %s: %s", permission, failure.getMessage());
            boolean extended = verdict == Verdict.ALLOWED && now - answeredMillis < EXTENDED_MILLIS;
            counts = extended ? Verdict.ALLOWED : Verdict.UNANSWERED;
        } else {
            verdict = answer;
            answeredMillis = now;
        }
        List<Consumer<Verdict>> told = List.copyOf(waiting);
        waiting.clear();
        for (Consumer<Verdict> one : told) {
            one.accept(counts);
        }
    }
}
