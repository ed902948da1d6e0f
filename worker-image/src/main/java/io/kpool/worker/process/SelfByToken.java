package io.kpool.worker.process;

import io.kpool.worker.api.Self;
import java.util.Optional;

/** Tells who it is that shows a token; from any thread. */
@FunctionalInterface
public interface SelfByToken {
    /**
     * The command that found that in its environment as {@code KPOOL_TOKEN}, while it runs; its methods may be called from
     * any thread that may wait. Empty: it is nobody's.
     */
    Optional<Self> find(String token);
}
