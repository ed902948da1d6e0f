package io.kpool.operator.security;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Asks the API server about callers; never blocks its caller, and answers on any thread. What it said counts for 10 s.
 * Both fail when it cannot be asked.
 */
public interface CallerAdmission {

    /** Whose token that is; empty: nobody's, or not for callers. */
    CompletionStage<Optional<Caller>> identify(String token);

    CompletionStage<Boolean> may(Caller caller, Permission permission);
}
