package io.kpool.worker;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must happen: long, as the machine may be busy with much else. */
public final class Patience {
    /** After that it will not happen any more. A build that only wants it done may wait longer. */
    public static final Duration LONGEST = Duration.ofSeconds(Long.getLong("kpool.patience.seconds", 60));

    private Patience() {}

    /** Waits that long, but no longer than needed. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONGEST);
    }
}
