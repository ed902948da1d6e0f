package io.kpool.worker;

import io.kpool.pool.SeenAttempts;
import io.kpool.pool.SpawnAttempt;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.RequestId;
import java.util.Optional;

/**
 * Decides whether a spawn command is carried out. Who asks for what this worker has seen is told so before anything
 * else: any other refusal would make the operator start it again elsewhere.
 */
final class Admission {
    private static final int REMEMBERED = 100_000;

    private final SeenAttempts seen = new SeenAttempts(REMEMBERED);
    private final int slots;

    Admission(int slots) {
        this.slots = slots;
    }

    /** Why it is refused; empty: it is not, and will be from now on. */
    Optional<RefusalReason> refuse(RequestId request, Standing standing, int slotsUsed) {
        Optional<SpawnAttempt> attempt = attempt(request);
        if (attempt.filter(seen::hasSeen).isPresent()) {
            return Optional.of(RefusalReason.ALREADY_SEEN);
        }
        Optional<RefusalReason> refusal =
                switch (standing) {
                    case STALE -> Optional.of(RefusalReason.STALE_EPOCH);
                    case NOT_SERVING -> Optional.of(RefusalReason.NOT_SERVING);
                    case SERVING -> slotsUsed < slots ? Optional.empty() : Optional.of(RefusalReason.NO_SLOT);
                };
        if (refusal.isEmpty()) {
            attempt.ifPresent(seen::admit);
        }
        return refusal;
    }

    private static Optional<SpawnAttempt> attempt(RequestId request) {
        var spawn = request.getSpawn();
        return spawn.getUid().isEmpty() || spawn.getAttempt() < 1
                ? Optional.empty()
                : Optional.of(new SpawnAttempt(spawn.getUid(), spawn.getAttempt()));
    }
}
