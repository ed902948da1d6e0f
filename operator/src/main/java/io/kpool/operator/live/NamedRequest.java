package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.RequestFailure;
import io.kpool.protocol.live.SpawnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A request that its caller gave a name, with all who wait for its process. Lives on the loop. */
final class NamedRequest implements SessionListener {
    private static final long ONLY = 1;

    private final Leading leading;
    private final CallerSession<LiveSession> session;
    private final NameBudget.Share share;
    private final List<SpawnWaiter> waiting = new ArrayList<>();
    // What a session says while it is asked is for who asks; null: nobody does.
    private SpawnWaiter asking;
    private boolean isDone;

    private NamedRequest(Leading leading, CallerSession<LiveSession> session, NameBudget.Share share) {
        this.leading = leading;
        this.session = session;
        this.share = share;
    }

    /** @param share taken if this is its first time */
    static NamedRequest of(Leading leading, CallerSession<LiveSession> session, Supplier<NameBudget.Share> share) {
        if (session.actions().listener() instanceof NamedRequest known) {
            return known;
        }
        NamedRequest named = new NamedRequest(leading, session, share.get());
        session.actions().listener(named);
        return named;
    }

    SpawnWaiter spawn(PoolKey pool, SpawnOrder order) {
        SpawnRequest request = order.request().toBuilder().setNumber(ONLY).build();
        SpawnWaiter waiter =
                new SpawnWaiter(order.patience().until(), session.id(), pid -> leading.startedMillis(pool, pid));
        asking = waiter;
        try {
            session.actions().spawn(request);
        } finally {
            asking = null;
        }
        if (!waiter.isAnswered()) {
            waiting.add(waiter);
            leading.loop().after(order.patience().atMost(), () -> giveUp(waiter));
        }
        return waiter;
    }

    @Override
    public void told(long number, Answer answer) {
        if (asking == null) {
            List.copyOf(waiting).forEach(waiter -> waiter.told(answer));
            waiting.removeIf(SpawnWaiter::isAnswered);
        } else {
            asking.told(answer);
        }
        switch (answer) {
            case Answer.Started _ -> {}
            case Answer.Ended(var exit) -> done(exit.length());
            case Answer.NeverStarted(var exit) -> done(exit.length());
            case Answer.Failed failed -> failed(failed.why());
        }
    }

    @Override
    public boolean isParty() {
        return false;
    }

    private void failed(RequestFailure why) {
        switch (why) {
            case UNKNOWN_OUTCOME -> done(0);
            // Of the one that asked, and not of the process.
            case DUPLICATE_REQUEST -> {}
            case FORGOTTEN -> share.giveBack();
            case INVALID, FORBIDDEN, UNAVAILABLE -> {
                // Nor are these, if there is one.
                if (!session.knows(ONLY)) {
                    close();
                }
            }
            case NO_NODE, NO_CAPACITY, QUEUE_TIMEOUT, NO_SUCH_POOL -> close();
        }
    }

    /** Nothing has run, and the name may be used again. */
    private void close() {
        session.actions().close();
        share.giveBack();
    }

    private void giveUp(SpawnWaiter waiter) {
        if (waiting.remove(waiter)) {
            waiter.tellWhatIsKnown();
        }
    }

    /** Whoever asks again does not make it any longer. */
    private void done(int length) {
        if (isDone) {
            return;
        }
        isDone = true;
        session.disconnected(leading.loop().nowMillis());
        share.ended(length);
        leading.loop().after(Duration.ofMillis(CallerSession.KEPT_MILLIS), share::giveBack);
    }
}
