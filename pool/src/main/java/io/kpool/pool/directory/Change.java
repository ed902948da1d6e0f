package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.List;

/** What happened to a key, by one call or one end. */
public sealed interface Change {
    /** @param parties each as often as it joined by that */
    record Joined(List<Party> parties) implements Change {
        public Joined {
            parties = List.copyOf(parties);
        }
    }

    /** @param parties each as often as it left by that */
    record Left(List<Party> parties, LeaveReason reason) implements Change {
        public Left {
            parties = List.copyOf(parties);
        }
    }

    /** The group is there now, and empty. */
    record Created() implements Change {}

    /** It is not there any more, and nobody is in it. */
    record Deleted() implements Change {}
}
