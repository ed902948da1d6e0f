package io.kpool.worker;

import io.kpool.pool.SeenAttempts;
import io.kpool.pool.SeenRequests;
import io.kpool.pool.SpawnAttempt;
import io.kpool.protocol.agent.LiveRequest;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.RequestId;
import java.util.Optional;

/**
 * Decides whether a spawn command is carried out. Who asks for what this worker has seen is told so before anything
 * else: any other refusal would make the operator start it again elsewhere.
 */
final class Admission {
    private static final int REMEMBERED = 100_000;
    // Of 1024 requests each, in 4 MB: what passes in two minutes at 100,000 a second.
    private static final int REMEMBERED_PAGES = 12_000;

    private final SeenAttempts attempts = new SeenAttempts(REMEMBERED);
    private final SeenRequests requests = new SeenRequests(REMEMBERED_PAGES);
    private final int slots;

    Admission(int slots) {
        this.slots = slots;
    }

    /** Why it is refused; empty: it is not, and will be from now on. */
    Optional<RefusalReason> refuse(RequestId request, Standing standing, int slotsUsed) {
        if (hasSeen(request)) {
            return Optional.of(RefusalReason.ALREADY_SEEN);
        }
        Optional<RefusalReason> refusal =
                switch (standing) {
                    case STALE -> Optional.of(RefusalReason.STALE_EPOCH);
                    case NOT_SERVING -> Optional.of(RefusalReason.NOT_SERVING);
                    case SERVING -> slotsUsed < slots ? Optional.empty() : Optional.of(RefusalReason.NO_SLOT);
                };
        if (refusal.isEmpty()) {
            admit(request);
        }
        return refusal;
    }

    /** The operator has recorded how the process of that request ended. */
    void settle(RequestId request) {
        if (isLive(request)) {
            LiveRequest live = request.getLive();
            requests.settle(live.getSessionEpoch(), live.getSession(), live.getNumber());
        }
    }

    private boolean hasSeen(RequestId request) {
        if (isLive(request)) {
            LiveRequest live = request.getLive();
            return requests.hasSeen(live.getSessionEpoch(), live.getSession(), live.getNumber());
        }
        return attempt(request).filter(attempts::hasSeen).isPresent();
    }

    private void admit(RequestId request) {
        if (isLive(request)) {
            LiveRequest live = request.getLive();
            requests.admit(live.getSessionEpoch(), live.getSession(), live.getNumber());
        } else {
            attempt(request).ifPresent(attempts::admit);
        }
    }

    private static boolean isLive(RequestId request) {
        return request.hasLive() && request.getLive().getNumber() > 0;
    }

    private static Optional<SpawnAttempt> attempt(RequestId request) {
        var spawn = request.getSpawn();
        return spawn.getUid().isEmpty() || spawn.getAttempt() < 1
                ? Optional.empty()
                : Optional.of(new SpawnAttempt(spawn.getUid(), spawn.getAttempt()));
    }
}
