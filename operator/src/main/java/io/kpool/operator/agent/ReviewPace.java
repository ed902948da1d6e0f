package io.kpool.operator.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * When the API server is asked about workers that were let in already.
 *
 * @param after how long a worker is there before that, if the signature of its token let it in
 * @param pause before it is asked again where it did not answer
 * @param patience how long such a worker may be there until it has answered
 */
public record ReviewPace(Duration after, Duration pause, Duration patience) {
    public ReviewPace {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(patience, "patience");
    }
}
